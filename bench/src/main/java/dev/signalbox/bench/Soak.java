package dev.signalbox.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Ten minutes of load in which clients come and go: what the hub holds must stay flat. Runs only
 * when it is named, because of its length.
 */
final class Soak implements Scenario {
  private static final int CLIENTS = 300;
  private static final int PASSING = 50;
  private static final int PER_SECOND = 500;
  private static final int WRITERS = 32;
  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final Duration ROUND = Duration.ofSeconds(10);
  private static final int ROUNDS = 60;
  private static final double MIB = 1024 * 1024;

  @Override
  public String id() {
    return "R9";
  }

  @Override
  public String title() {
    return "ten minutes, 300 clients and 50 that come and go every 10 s, 500 events/s";
  }

  @Override
  public List<Figure> run(Rig rig) throws IOException, InterruptedException {
    try (ServerProcess hub = rig.startHub();
        var audience = new Audience(rig.loops(), hub.address(), Subject.HUB, CLIENTS);
        var publisher =
            new Publisher(rig.quiet(), hub.address(), Subject.HUB.postPath(), WRITERS)) {
      publisher.pace(PER_SECOND, Tick::now, WARM_UP);
      var held = new ArrayList<Held>();
      for (int i = 0; i < ROUNDS; i++) {
        try (var _ = new Audience(rig.loops(), hub.address(), Subject.HUB, PASSING)) {
          publisher.pace(PER_SECOND, Tick::now, ROUND);
        }
        held.add(Held.by(hub));
      }
      if (audience.open() < CLIENTS || publisher.failed() > 0) {
        throw new IllegalStateException(
            "%d of %d clients are left, and %d posts failed"
                .formatted(audience.open(), CLIENTS, publisher.failed()));
      }
      return figures(held);
    }
  }

  private static List<Figure> figures(List<Held> held) {
    var figures = new ArrayList<Figure>();
    add(figures, held, "live heap, lowest of a third", "MiB", it -> it.heap() / MIB);
    add(figures, held, "direct memory, lowest of a third", "MiB", it -> it.direct() / MIB);
    add(figures, held, "descriptors, lowest of a third", "", Held::descriptors);
    add(figures, held, "resident memory, lowest of a third", "MiB", it -> it.resident() / MIB);
    return figures;
  }

  private static void add(
      List<Figure> figures,
      List<Held> held,
      String what,
      String unit,
      ToDoubleFunction<Held> value) {
    int third = held.size() / 3;
    for (int i = 0; i < 3; i++) {
      double lowest =
          held.subList(i * third, (i + 1) * third).stream().mapToDouble(value).min().orElseThrow();
      Figure figure = Figure.of("signalbox", what + ", " + (i + 1) + "/3", lowest, unit);
      figures.add(i == 2 ? figure.against("as the first") : figure);
    }
  }
}

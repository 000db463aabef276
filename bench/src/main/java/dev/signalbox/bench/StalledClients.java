package dev.signalbox.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Some clients stop reading; nobody else should notice, and they should cost next to nothing. */
final class StalledClients implements Scenario {
  private static final int CLIENTS = 1_000;
  private static final int STALLED = 100;
  private static final int PER_SECOND = 1_000;
  private static final int WRITERS = 64;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration TIME = Duration.ofSeconds(10);
  private static final double KIB = 1024;

  @Override
  public String id() {
    return "S8";
  }

  @Override
  public String title() {
    return "100 clients stop reading among 1,000, 1,000 events/s";
  }

  @Override
  public List<Figure> run(Rig rig) throws IOException, InterruptedException {
    Subject hubs = Subject.HUB;
    try (ServerProcess hub = rig.startHub();
        var audience = new Audience(rig.loops(), hub.address(), hubs, CLIENTS);
        var stalled = new Audience(rig.loops(), hub.address(), hubs, STALLED);
        var publisher = new Publisher(rig.quiet(), hub.address(), hubs.postPath(), WRITERS)) {
      publisher.pace(PER_SECOND, Tick::now, WARM_UP);
      double before = during(audience, publisher);
      Held memory = Held.by(hub);
      stalled.read(false);
      double after = during(audience, publisher);
      double each = growth(memory, Held.by(hub)) / KIB / STALLED;
      return List.of(
          Figure.of("signalbox", "post to frame before, p99", before, "ms"),
          Figure.of("signalbox", "with stalled clients, p99", after, "ms").against("the same"),
          Figure.of("signalbox", "live heap and direct memory for each stalled", each, "KiB")
              .against("≤ 64 KiB"));
    }
  }

  /** Without what the tail has grown by meanwhile. */
  private static double growth(Held before, Held after) {
    return Math.max(0, withoutTail(after) - withoutTail(before));
  }

  private static double withoutTail(Held held) {
    return held.heap() - held.tail() + held.direct();
  }

  private static double during(Audience audience, Publisher publisher) throws InterruptedException {
    audience.forgetLatencies();
    publisher.pace(PER_SECOND, Tick::now, TIME);
    return audience.millis(99);
  }
}

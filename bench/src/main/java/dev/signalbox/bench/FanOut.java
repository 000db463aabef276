package dev.signalbox.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything included: HTTP in, fsync, fan-out. */
final class FanOut implements Scenario {
  private static final int CLIENTS = 2_000;
  private static final int PER_SECOND = 1_000;
  private static final int TOO_MANY_PER_SECOND = 4_000;
  private static final int WRITERS = 64;
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration TIME = Duration.ofSeconds(10);

  @Override
  public String id() {
    return "S1";
  }

  @Override
  public String title() {
    return "fan-out under load: 2,000 WebSocket clients, 1,000 events/s of 300 bytes";
  }

  @Override
  public List<Figure> run(Rig rig) throws IOException, InterruptedException {
    List<Figure> ours = measure(rig, Subject.HUB, PER_SECOND);
    var figures = new ArrayList<Figure>();
    figures.add(ours.get(0).against("≥ 1,900,000/s"));
    figures.add(ours.get(1).against("≤ 0.5 µs"));
    figures.addAll(ours.subList(2, ours.size()));
    for (Subject peer : Subject.FAN_OUT_PEERS) {
      figures.addAll(measure(rig, peer, PER_SECOND));
    }
    figures.addAll(atMost(rig));
    return figures;
  }

  /** At a rate that neither keeps up with. */
  private static List<Figure> atMost(Rig rig) throws IOException, InterruptedException {
    double ours = measure(rig, Subject.HUB, TOO_MANY_PER_SECOND).getFirst().value();
    double others = measure(rig, Subject.NODE_WS, TOO_MANY_PER_SECOND).getFirst().value();
    String what = "deliveries, %,d events/s offered".formatted(TOO_MANY_PER_SECOND);
    return List.of(
        Figure.of(Subject.HUB.name(), what, ours, "/s"),
        Figure.of(Subject.NODE_WS.name(), what, others, "/s"),
        Figure.of(Subject.HUB.name(), "times Node ws", ours / others, "×").against("≥ 25 ×"));
  }

  private static List<Figure> measure(Rig rig, Subject subject, int perSecond)
      throws IOException, InterruptedException {
    try (ServerProcess server = subject.start(rig)) {
      var load =
          new Delivery.Load(
              CLIENTS, perSecond, WRITERS, new Delivery.WarmUp(perSecond, WARM_UP), TIME);
      return Delivery.measure(rig, server, subject, load);
    }
  }
}

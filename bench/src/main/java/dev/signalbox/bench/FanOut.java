package dev.signalbox.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything included: HTTP in, fsync, fan-out. */
final class FanOut implements Scenario {
  private static final int CLIENTS = 2_000;
  private static final int PER_SECOND = 1_000;
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
    var figures = new ArrayList<Figure>();
    double ours;
    try (ServerProcess hub = rig.startHub()) {
      List<Figure> measured = Delivery.measure(rig, hub, Subject.HUB, load());
      ours = measured.getFirst().value();
      figures.add(measured.get(0).against("≥ 1,900,000/s"));
      figures.add(measured.get(1).against("≤ 0.5 µs"));
      figures.addAll(measured.subList(2, measured.size()));
    }
    for (Subject peer : Subject.FAN_OUT_PEERS) {
      try (ServerProcess server = peer.start(rig)) {
        List<Figure> measured = Delivery.measure(rig, server, peer, load());
        figures.addAll(measured);
        if (peer.equals(Subject.NODE_WS)) {
          double times = ours / measured.getFirst().value();
          figures.add(Figure.of(Subject.HUB.name(), "times Node ws", times, "×").against("≥ 25 ×"));
        }
      }
    }
    return figures;
  }

  private static Delivery.Load load() {
    return new Delivery.Load(CLIENTS, PER_SECOND, WRITERS, WARM_UP, TIME);
  }
}

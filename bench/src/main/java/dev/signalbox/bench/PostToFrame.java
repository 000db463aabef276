package dev.signalbox.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** How long it takes from sending a post until a client has the event; fsync included. */
final class PostToFrame implements Scenario {
  private static final Delivery.Load LOAD =
      new Delivery.Load(
          1, 100, 4, new Delivery.WarmUp(100, Duration.ofSeconds(5)), Duration.ofSeconds(10));

  @Override
  public String id() {
    return "S4";
  }

  @Override
  public String title() {
    return "post sent → frame received, 100 events/s, fsync included";
  }

  @Override
  public List<Figure> run(Rig rig) throws IOException, InterruptedException {
    try (ServerProcess hub = rig.startHub()) {
      List<Figure> measured = Delivery.measure(rig, hub, Subject.HUB, LOAD);
      return List.of(measured.get(3).against("≤ 2 ms"), measured.get(4).against("≤ 10 ms"));
    }
  }
}

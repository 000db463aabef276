package dev.signalbox.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Events so far apart that none shares a send with another: the kernel's send dominates. */
final class OneAtATime implements Scenario {
  private static final Delivery.Load LOAD =
      new Delivery.Load(
          2_000, 10, 8, new Delivery.WarmUp(100, Duration.ofSeconds(8)), Duration.ofSeconds(8));

  @Override
  public String id() {
    return "S2";
  }

  @Override
  public String title() {
    return "one event at a time to 2,000 WebSocket clients, 10/s";
  }

  @Override
  public List<Figure> run(Rig rig) throws IOException, InterruptedException {
    var figures = new ArrayList<Figure>();
    double ours = 0;
    for (Subject subject : List.of(Subject.HUB, Subject.NODE_WS, Subject.BARE_LOOP)) {
      try (ServerProcess server = subject.start(rig)) {
        Figure cpu = Delivery.measure(rig, server, subject, LOAD).get(1);
        figures.add(cpu);
        ours = subject.equals(Subject.HUB) ? cpu.value() : ours;
        if (subject.equals(Subject.BARE_LOOP)) {
          double times = ours / cpu.value();
          figures.add(Figure.of(Subject.HUB.name(), "times C loop", times, "×").against("≤ 1.4 ×"));
        }
      }
    }
    return figures;
  }
}

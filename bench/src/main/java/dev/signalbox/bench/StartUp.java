package dev.signalbox.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** From the command to "ready", and the memory of a hub that nobody uses. */
final class StartUp implements Scenario {
  private static final int STARTS = 5;
  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final double MIB = 1024 * 1024;

  @Override
  public String id() {
    return "S9";
  }

  @Override
  public String title() {
    return "bin/signalbox serve to ready, median of 5 · memory 5 s later";
  }

  @Override
  public List<Figure> run(Rig rig) throws IOException, InterruptedException {
    var seconds = new ArrayList<Double>();
    double idle = 0;
    for (int i = 0; i < STARTS; i++) {
      try (ServerProcess hub = rig.startHub()) {
        seconds.add(hub.startUp().toNanos() / 1e9);
        if (i == STARTS - 1) {
          Rig.settle(SETTLE);
          idle = hub.residentBytes() / MIB;
        }
      }
    }
    Collections.sort(seconds);
    return List.of(
        Figure.of("signalbox", "start to ready", seconds.get(STARTS / 2), "s").against("≤ 0.7 s"),
        Figure.of("signalbox", "idle memory (RSS)", idle, "MiB").against("≤ 120 MB"));
  }
}

package dev.signalbox.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One client that asks for what it has missed: out of memory, and out of the store. */
final class Replay implements Scenario {
  private static final int EVENTS = 400_000;

  /** Of these the newest are certainly in memory: 64 MiB hold about 120,000 such events. */
  private static final int NEWEST = 80_000;

  private static final int RUNS = 5;
  private static final Duration TIME_MAX = Duration.ofSeconds(60);

  @Override
  public String id() {
    return "S6";
  }

  @Override
  public String title() {
    return "replay to one client, events of 300 bytes";
  }

  @Override
  public List<Figure> run(Rig rig) throws IOException, InterruptedException {
    Path data = rig.freshDirectory();
    Figure tail;
    try (ServerProcess hub = rig.startHub(data);
        HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 4; i++) {
        Lines.post(client, hub, EVENTS / 4);
      }
      tail = measure(rig, hub, "replay out of memory", NEWEST).against("≥ 1,000,000/s");
    }
    try (ServerProcess hub = rig.startHub(data)) {
      return List.of(
          tail, measure(rig, hub, "replay out of the store", EVENTS).against("≥ 300,000/s"));
    }
  }

  /** The median of several replays, after one that warms up. */
  private static Figure measure(Rig rig, ServerProcess hub, String what, int events)
      throws IOException, InterruptedException {
    String epoch = Lines.epoch(hub);
    var rates = new ArrayList<Double>();
    for (int i = 0; i <= RUNS; i++) {
      // The first sequence is the session's own beginning.
      String since = "/ws?sessions=*&since=" + epoch + ":" + (EVENTS + 1 - events);
      Subject late = Subject.HUB.at(since);
      long begin = System.nanoTime();
      try (var client = new Audience(rig.loops(), hub.address(), late, 1)) {
        if (!client.awaitMessages(events, TIME_MAX)) {
          throw new IllegalStateException("Only " + client.messages() + " of " + events + " came");
        }
        rates.add(events / ((System.nanoTime() - begin) / 1e9));
      }
    }
    rates.removeFirst();
    rates.sort(null);
    return Figure.of("signalbox", what, rates.get(RUNS / 2), "/s");
  }
}

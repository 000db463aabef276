package dev.signalbox.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Everybody comes back at once after a restart, while a few others have been there already. */
final class ReconnectStorm implements Scenario {
  private static final int CLIENTS = 5_000;
  private static final int OTHERS = 100;
  private static final int BEHIND = 1_000;
  private static final int PER_SECOND = 20;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration TIME = Duration.ofSeconds(15);
  private static final Duration TIME_MAX = Duration.ofSeconds(60);

  @Override
  public String id() {
    return "S7";
  }

  @Override
  public String title() {
    return "5,000 clients reconnect after a restart, each 1,000 events behind";
  }

  @Override
  public List<Figure> run(Rig rig) throws IOException, InterruptedException {
    Path data = rig.freshDirectory();
    try (ServerProcess hub = rig.startHub(data);
        HttpClient client = HttpClient.newHttpClient()) {
      Lines.post(client, hub, BEHIND);
    }
    try (ServerProcess hub = rig.startHub(data);
        var others = new Audience(rig.quiet(), hub.address(), Subject.HUB, OTHERS);
        var publisher = new Publisher(rig.quiet(), hub.address(), Subject.HUB.postPath(), 16)) {
      publisher.pace(PER_SECOND, Tick::now, WARM_UP);
      others.forgetLatencies();
      return storm(rig, hub, others, publisher);
    }
  }

  private static List<Figure> storm(
      Rig rig, ServerProcess hub, Audience others, Publisher publisher)
      throws IOException, InterruptedException {
    Subject late = Subject.HUB.at("/ws?sessions=*&since=" + Lines.epoch(hub) + ":1");
    var isOver = new CountDownLatch(1);
    CompletableFuture<Double> caughtUp =
        CompletableFuture.supplyAsync(() -> reconnect(rig, hub, late, isOver));
    publisher.pace(PER_SECOND, Tick::now, TIME);
    isOver.countDown();
    double seconds = caughtUp.join();
    return List.of(
        Figure.of("signalbox", "until all had what they missed", seconds, "s"),
        Figure.of("signalbox", "the others meanwhile, p50", others.millis(50), "ms"),
        Figure.of("signalbox", "the others meanwhile, p99", others.millis(99), "ms")
            .against("< 50 ms"));
  }

  /** Those who have come back stay until all is over; answers how long they took. */
  private static double reconnect(Rig rig, ServerProcess hub, Subject late, CountDownLatch isOver) {
    long begin = System.nanoTime();
    try (var back = new Audience(rig.loops(), hub.address(), late, CLIENTS)) {
      if (!back.awaitMessages((long) CLIENTS * BEHIND, TIME_MAX)) {
        throw new IllegalStateException("Only " + back.messages() + " messages came in a minute");
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      isOver.await();
      return seconds;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}

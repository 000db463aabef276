package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.RandomClient.Kind;
import dev.signalbox.broadcast.Broadcast;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random clients against random writes, over a restart of the hub: every client has every event
 * that its subscriptions let through, once and in order (P1, P4), and its summaries are what a
 * snapshot says (P6). A failure names its seed; {@code -Dsignalbox.checker.seconds=} makes it
 * longer, and it keeps every message: a minute takes some hundred megabytes.
 */
class CheckerIT {
  private static final long SECONDS = Long.getLong("signalbox.checker.seconds", 15);
  private static final long SEED = Long.getLong("signalbox.checker.seed", System.nanoTime());
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final int WRITERS = 3;
  private static final int CLIENTS = 10;
  private static final long MILLIS_BETWEEN_WRITES = 4;

  /** So little that who was away for a moment reads the store. */
  private static final long TAIL_BYTES = 20_000;

  private final Acknowledged acknowledged = new Acknowledged();
  private final CountDownLatch failed = new CountDownLatch(1);
  private TestHub hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    var limits = new Broadcast.Limits(1_000, TAIL_BYTES);
    hub = TestHub.start(folder, Tuning.NONE.withLimits(limits));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void everyClient_hasWhatItsSubscriptionsLetThroughOnceAndInOrder() throws Exception {
    System.out.printf("Seed %d, %d s%n", SEED, SECONDS);
    List<RandomClient> clients = IntStream.range(0, CLIENTS).mapToObj(this::client).toList();
    run(clients);
    long last = hub.append("end", "session:idle", "");
    clients.forEach(client -> client.finish("end", last));
    var log = LogTruth.read(hub, last);
    log.requireAll(acknowledged);
    for (RandomClient client : clients) {
      client.recordings().forEach(recording -> DeliveryCheck.check(recording, log));
      if (client.kind().keepsSessions()) {
        assertThat(client.sessions()).as(client.toString()).isEqualTo(sessions());
      }
    }
    report(clients);
  }

  /** Writers and clients at once; the hub is restarted in the middle. */
  private void run(List<RandomClient> clients) throws Exception {
    var isOver = new AtomicBoolean();
    try (var writers = Executors.newScheduledThreadPool(WRITERS);
        var threads = Executors.newCachedThreadPool()) {
      List<? extends Future<?>> running =
          Stream.concat(
                  IntStream.range(0, WRITERS).mapToObj(number -> write(writers, number)),
                  clients.stream().map(client -> threads.submit(() -> live(client, isOver))))
              .toList();
      boolean isEarly = failed.await(SECONDS * 500, TimeUnit.MILLISECONDS);
      hub.restart();
      isEarly |= failed.await(SECONDS * 500, TimeUnit.MILLISECONDS);
      isOver.set(true);
      writers.shutdown();
      threads.shutdown();
      assertThat(writers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      for (Future<?> each : running) {
        if (each.state() == Future.State.FAILED) {
          throw new AssertionError("A writer or client gave up", each.exceptionNow());
        }
      }
      assertThat(isEarly).isFalse();
    }
  }

  private ScheduledFuture<?> write(ScheduledExecutorService writers, int number) {
    var writer = new RandomWriter(hub, acknowledged, SEED + number);
    return writers.scheduleWithFixedDelay(
        () -> orFail(writer), 0, MILLIS_BETWEEN_WRITES, TimeUnit.MILLISECONDS);
  }

  private void live(RandomClient client, AtomicBoolean isOver) {
    orFail(() -> {
      while (!isOver.get()) {
        client.live();
      }
    });
  }

  /** Lets the others stop at once. */
  private void orFail(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | AssertionError e) {
      failed.countDown();
      throw e;
    }
  }

  private RandomClient client(int number) {
    Kind kind = KINDS.get(number % KINDS.size());
    return new RandomClient(hub, "Client " + number, kind, SEED * 31 + number);
  }

  private Map<String, JsonNode> sessions() {
    Map<String, JsonNode> sessions = new TreeMap<>();
    hub.get("/api/sessions?limit=500")
        .body()
        .path("sessions")
        .forEach(it -> sessions.put(it.path("id").asText(), it));
    return sessions;
  }

  private void report(List<RandomClient> clients) {
    List<Recording> recordings =
        clients.stream().flatMap(client -> client.recordings().stream()).toList();
    System.out.printf(
        "%d writes acknowledged, %d connections, %d messages checked%n",
        acknowledged.writes().size(),
        recordings.size(),
        recordings.stream().mapToInt(recording -> recording.items().size()).sum());
  }
}

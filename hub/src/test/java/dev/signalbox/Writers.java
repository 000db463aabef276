package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes to a hub from several connections at once, in single posts, batches and lines, until the
 * hub no longer answers. What it did not answer is sent again to the next hub, under the same ids.
 */
final class Writers implements AutoCloseable {
  private static final int CONNECTIONS = 6;
  private static final int BATCH_MAX = 20;

  /** Enough for transactions that take some milliseconds: kills must hit some of them. */
  private static final int LINES_MAX = 400;

  private static final int SESSIONS = 8;

  private static final List<String> TYPES =
      List.of(
          "message:user",
          "message:assistant",
          "tool:started",
          "tool:completed",
          "usage:recorded",
          "step:started",
          "step:completed",
          "session:idle",
          "agent:started",
          "somebody:sneezed");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong lastId = new AtomicLong();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Queue<Request> unanswered = new ConcurrentLinkedQueue<>();
  private final Random seeds;

  /** Events that are sent together. */
  private record Request(String mediaType, String body, List<String> eventIds) {}

  Writers(long seed) {
    this.seeds = new Random(seed);
  }

  /** Ids of events that were answered with 201. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /** Writes until so many requests were answered; then runs {@code kill} in the middle of it. */
  void writeUntil(HubProcess hub, int requests, Runnable kill) throws Exception {
    var answered = new CountDownLatch(requests);
    List<CompletableFuture<Void>> writing =
        IntStream.range(0, CONNECTIONS)
            .mapToObj(i -> new Random(seeds.nextLong()))
            .map(random -> CompletableFuture.runAsync(() -> write(hub, random, answered), threads))
            .toList();
    if (!answered.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError(
          "Expected " + requests + " answers, but " + answered.getCount() + " are missing");
    }
    kill.run();
    for (CompletableFuture<Void> writer : writing) {
      writer.get(60, TimeUnit.SECONDS);
    }
  }

  private void write(HubProcess hub, Random random, CountDownLatch answered) {
    while (true) {
      Request request = unanswered.poll();
      if (request == null) {
        request = next(random);
      }
      try {
        send(hub, request);
        answered.countDown();
      } catch (IOException e) {
        unanswered.add(request);
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void send(HubProcess hub, Request request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(hub.uri("/api/events"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", request.mediaType())
                .POST(BodyPublishers.ofString(request.body()))
                .build(),
            BodyHandlers.ofByteArray());
    JsonNode answer = Json.tree(response.body());
    int stored = answer.path("accepted").asInt() + answer.path("duplicates").asInt();
    if (response.statusCode() != 201 || stored != request.eventIds().size()) {
      throw new AssertionError("Expected 201 for all events, but got " + answer);
    }
    acknowledged.addAll(request.eventIds());
  }

  private Request next(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> single(event(random));
      case 1 -> batch(events(random, BATCH_MAX));
      default -> lines(events(random, LINES_MAX));
    };
  }

  private static Request single(ObjectNode event) {
    return new Request("application/json", event.toString(), ids(List.of(event)));
  }

  private static Request batch(List<ObjectNode> events) {
    return new Request("application/json", "{\"events\":" + events + "}", ids(events));
  }

  private static Request lines(List<ObjectNode> events) {
    String lines = events.stream().map(ObjectNode::toString).collect(Collectors.joining("\n"));
    return new Request("application/x-ndjson", lines, ids(events));
  }

  private List<ObjectNode> events(Random random, int max) {
    List<ObjectNode> events = new ArrayList<>();
    for (int i = random.nextInt(max); i >= 0; i--) {
      events.add(event(random));
    }
    return events;
  }

  private ObjectNode event(Random random) {
    int number = random.nextInt(5);
    return Json.object()
        .put("type", TYPES.get(random.nextInt(TYPES.size())))
        .put("sessionId", "s" + random.nextInt(SESSIONS))
        .put("eventId", "e" + lastId.incrementAndGet())
        .put("text", "Text " + number)
        .put("toolName", "Bash")
        .put("toolUseId", "t" + number)
        .put("stepNumber", number)
        .put("chainId", "c" + number % 2)
        .put("agentId", "a" + number % 2)
        .put("inputTokens", number);
  }

  private static List<String> ids(List<ObjectNode> events) {
    return events.stream().map(event -> event.path("eventId").asText()).toList();
  }

  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }
}

package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.agents.otlp.Samples;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * R3: the disk is full, fails, or the database is locked, while the hub serves. Writes are refused,
 * reads and live connections go on, it heals without a restart, and nothing acknowledged is lost.
 */
class DiskFaultIT {
  @TempDir private Path folder;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SocketClients sockets = new SocketClients();
  private final AtomicInteger lastPost = new AtomicInteger();

  @AfterEach
  void close() {
    sockets.close();
    http.shutdownNow();
  }

  /** The disk is one that only the hub's process sees; it is gone when that ends. */
  @Test
  void aDiskThatIsFull() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    List<String> onDisk =
        List.of(
            "unshare",
            "--mount",
            "--map-root-user",
            "sh",
            "-c",
            "mount -t tmpfs -o size=16m tmpfs \"$0\" && exec \"$@\"",
            disk.toString());
    assumeTrue(
        Shell.succeeds(Stream.concat(onDisk.stream(), Stream.of("true")).toList()),
        "A small disk needs a Linux on which this user may mount one with unshare");
    try (var hub = HubProcess.start(disk.resolve("data"), onDisk)) {
      Path seenFromHere = Path.of("/proc", Long.toString(hub.pid()), "root", disk.toString());
      survive(hub.uri("/"), new DiskFault.Full(seenFromHere.resolve("ballast")));
    }
  }

  @Test
  void aDiskWhoseWritesFail() throws Exception {
    assumeTrue(DiskFault.Failing.isPossible(), "Writes that fail need prlimit, of Linux");
    try (var hub = HubProcess.start(folder)) {
      survive(hub.uri("/"), new DiskFault.Failing(hub.pid()));
    }
  }

  @Test
  void aDatabaseThatSomebodyElseLocks() throws Exception {
    try (var hub = TestHub.start(folder)) {
      survive(hub.uri("http", "/"), new DiskFault.Locked(folder.resolve("signalbox.db")));
    }
  }

  private void survive(URI hub, DiskFault fault) throws Exception {
    try (var client = sockets.open(webSocket(hub, "?sessions=*"))) {
      List<Received> received = new ArrayList<>();
      var one = new SteadyWriter(http, hub, "s1");
      var two = new SteadyWriter(http, hub, "s2");
      try (one;
          two) {
        await("events are stored", () -> one.acknowledged().size() > 20);
        fault.begin();
        await("the hub says that it is not ready", () -> !isReady(hub));
        assertRefused(one);
        assertReadsGoOn(hub);
        assertTelemetryRefused(hub);
        received.addAll(client.untilPong());
        fault.end();
        await("the hub says that it is ready again", () -> isReady(hub));
        await("a write succeeds", () -> post(one).statusCode() == 201);
      }
      List<String> acknowledged =
          Stream.of(one, two).flatMap(writer -> writer.acknowledged().stream()).toList();
      long head = head(hub);
      received.addAll(client.inbox().until(Received.reaching(head)));
      assertComplete(received, head, acknowledged);
      assertComplete(replay(hub), head, acknowledged);
    }
  }

  /** In OTLP's own words; the sender comes again. */
  private void assertTelemetryRefused(URI hub) {
    List<HttpResponse<String>> answers = new ArrayList<>();
    await(
        "telemetry is refused",
        () -> {
          answers.add(send(telemetry(hub, "told-" + lastPost.incrementAndGet())));
          return answers.getLast().statusCode() == 503;
        });
    HttpResponse<String> refused = answers.getLast();
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(json(refused.body()).path("code").asInt()).isEqualTo(14);
    assertThat(json(refused.body()).path("message").asText()).contains("SQLITE_");
  }

  private static HttpRequest telemetry(URI hub, String session) {
    String body =
        new String(Samples.json("claude-code/log.api_request"), StandardCharsets.UTF_8)
            .replace("5f0c2a7e-3b1d-4c8e-9a64-2d7f1b90c3aa", session);
    return HttpRequest.newBuilder(hub.resolve("/v1/logs"))
        .timeout(Inbox.PATIENCE)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private void assertRefused(SteadyWriter writer) {
    List<HttpResponse<String>> answers = new ArrayList<>();
    await(
        "a write is refused",
        () -> {
          answers.add(post(writer));
          return answers.getLast().statusCode() == 503;
        });
    HttpResponse<String> refused = answers.getLast();
    JsonNode problem = json(refused.body());
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(problem.path("code").asText()).isEqualTo("store-unavailable");
    assertThat(problem.path("detail").asText())
        .startsWith("The log cannot be written now: ")
        .contains("SQLITE_");
  }

  private void assertReadsGoOn(URI hub) {
    assertThat(get(hub, "/health/live").statusCode()).isEqualTo(200);
    assertThat(json(get(hub, "/api/sessions").body()).path("count").asInt()).isEqualTo(2);
    assertThat(json(get(hub, "/api/sessions/s1/events").body()).path("events")).isNotEmpty();
    assertThat(replay(hub)).hasSizeGreaterThan(20);
  }

  /** What a client gets that comes now and wants everything. */
  private List<Received> replay(URI hub) {
    String start = json(get(hub, "/api/info").body()).path("epoch").asText() + ":0";
    try (var client = sockets.open(webSocket(hub, "?sessions=*&since=" + start))) {
      return client.inbox().until(Received.ofType("caught_up"));
    }
  }

  private static void assertComplete(
      List<Received> received, long head, List<String> acknowledged) {
    List<Received> events = received.stream().filter(Received::isEvent).toList();
    assertThat(events)
        .extracting(Received::sequence)
        .isEqualTo(LongStream.rangeClosed(1, head).boxed().toList());
    assertThat(events)
        .extracting(event -> event.payload().path("eventId").asText())
        .containsAll(acknowledged);
  }

  private HttpResponse<String> post(SteadyWriter writer) {
    return writer.post("extra-" + lastPost.incrementAndGet());
  }

  private boolean isReady(URI hub) {
    HttpResponse<String> answer = get(hub, "/health/ready");
    assertThat(answer.statusCode()).isIn(200, 503);
    return answer.statusCode() == 200;
  }

  private long head(URI hub) {
    String position = json(get(hub, "/api/info").body()).path("position").asText();
    return Long.parseLong(position.substring(position.indexOf(':') + 1));
  }

  private HttpResponse<String> get(URI hub, String path) {
    return send(HttpRequest.newBuilder(hub.resolve(path)).timeout(Inbox.PATIENCE).build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for an answer", e);
    }
  }

  private static URI webSocket(URI hub, String query) {
    return URI.create("ws://" + hub.getAuthority() + "/ws" + query);
  }

  private static JsonNode json(String text) {
    return Json.own(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Each look is a request, so there is no need for a pause. */
  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Inbox.PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
    }
  }
}

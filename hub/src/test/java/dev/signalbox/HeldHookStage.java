package dev.signalbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.TestHub.Answer;
import dev.signalbox.agents.Payloads;
import dev.signalbox.protocol.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A hub, and Claude Code's permission hook that waits there, as the hook's script sends it. */
abstract class HeldHookStage {
  static final Payloads SAMPLES = new Payloads("claude-code");
  static final String SESSION = "5f0c2a7e-3b1d-4c8e-9a64-2d7f1b90c3aa";
  static final Duration SOON = Duration.ofSeconds(10);

  final HttpClient agent = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  @TempDir Path folder;
  TestHub hub;

  @BeforeEach
  final void start() {
    hub = TestHub.start(folder);
  }

  @AfterEach
  final void stop() {
    agent.shutdownNow();
    hub.close();
  }

  final CompletableFuture<HttpResponse<String>> hold(String sample, String id) {
    return agent.sendAsync(
        request(sample, id).header("X-Signalbox-Dialog", "held 3600").build(),
        BodyHandlers.ofString());
  }

  final HttpRequest.Builder request(String sample, String id) {
    return request(SAMPLES.payload(sample), id);
  }

  final HttpRequest.Builder request(ObjectNode payload, String id) {
    return request("claude-code", payload, id);
  }

  final HttpRequest.Builder request(String agentName, ObjectNode payload, String id) {
    payload.put("session_id", SESSION);
    return HttpRequest.newBuilder(hub.uri("http", "/api/hooks/" + agentName))
        .header("Content-Type", "application/json")
        .header("X-Signalbox-Id", id)
        .POST(BodyPublishers.ofString(payload.toString()));
  }

  final void send(HttpRequest.Builder request) {
    assertThat(hub.send(request).status()).isEqualTo(200);
  }

  final void answer(String ask, String request) {
    Answer answered = hub.post("/api/asks/" + ask + "/answer", request);
    assertThat(answered.status()).as(answered.toString()).isEqualTo(200);
  }

  static String body(CompletableFuture<HttpResponse<String>> call) {
    assertThat(call).succeedsWithin(SOON);
    assertThat(call.join().statusCode()).isEqualTo(200);
    return call.join().body().strip();
  }

  static JsonNode decision(CompletableFuture<HttpResponse<String>> call) {
    JsonNode output = Json.own(body(call).getBytes(UTF_8)).path("hookSpecificOutput");
    assertThat(output.path("hookEventName").asText()).isEqualTo("PermissionRequest");
    return output.path("decision");
  }

  final String awaitAnswerable() {
    return awaitAnswerable(true);
  }

  final String awaitAnswerable(boolean wanted) {
    long end = System.nanoTime() + SOON.toNanos();
    while (true) {
      JsonNode ask = hub.get("/api/asks").body().path("asks").path(0);
      if (ask.has("askId") && ask.path("answerable").asBoolean() == wanted) {
        return ask.path("askId").asText();
      }
      assertThat(System.nanoTime()).as("%s", ask).isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
  }
}

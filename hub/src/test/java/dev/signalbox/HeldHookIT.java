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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claude Code's permission hook waits for a person, as the hook's script sends it. */
@Timeout(60)
final class HeldHookIT {
  private static final Payloads SAMPLES = new Payloads("claude-code");
  private static final String SESSION = "5f0c2a7e-3b1d-4c8e-9a64-2d7f1b90c3aa";
  private static final Duration SOON = Duration.ofSeconds(10);

  private final HttpClient agent =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  @TempDir private Path folder;
  private TestHub hub;

  @BeforeEach
  void start() {
    hub = TestHub.start(folder);
  }

  @AfterEach
  void stop() {
    agent.shutdownNow();
    hub.close();
  }

  @Test
  void allowedHere_theAgentGoesOn() {
    var call = hold("PermissionRequest", "c1");
    String ask = awaitAnswerable();
    answer(ask, "{'decision':'allow'}");
    assertThat(decision(call).toString()).isEqualTo("{\"behavior\":\"allow\"}");
  }

  @Test
  void deniedHere_theAgentHearsWhy() {
    var call = hold("PermissionRequest", "c1");
    answer(awaitAnswerable(), "{'decision':'deny','message':'Use a branch'}");
    assertThat(decision(call).toString())
        .isEqualTo("{\"behavior\":\"deny\",\"message\":\"Use a branch\"}");
  }

  @Test
  void allowedHereWithAnotherInput_theAgentRunsThat() {
    var call = hold("PermissionRequest", "c1");
    String ask = awaitAnswerable();
    Answer refused =
        hub.post("/api/asks/" + ask + "/answer", "{'decision':'allow','updatedInput':'ls'}");
    assertThat(refused.status()).isEqualTo(422);
    answer(ask, "{'decision':'allow','updatedInput':{'command':'ls'}}");
    assertThat(decision(call).at("/updatedInput/command").asText()).isEqualTo("ls");
  }

  @Test
  void anotherInputForAnAgentThatTakesNoneIsRefused_andTheAskStaysOpen() {
    var call =
        agent.sendAsync(
            request("codex", new Payloads("codex").payload("PermissionRequest"), "c1")
                .header("X-Signalbox-Dialog", "held 3600")
                .build(),
            BodyHandlers.ofString());
    String ask = awaitAnswerable();
    Answer refused =
        hub.post(
            "/api/asks/" + ask + "/answer", "{'decision':'allow','updatedInput':{'command':'ls'}}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("detail").asText()).contains("as it is or not at all");
    answer(ask, "{'decision':'allow'}");
    assertThat(decision(call).toString()).isEqualTo("{\"behavior\":\"allow\"}");
  }

  @Test
  void answeredInTheTerminal_theCallEndsAndNobodyCanAnswer() {
    var call = hold("PermissionRequest", "c1");
    String ask = awaitAnswerable();
    send(request("PermissionRequest", "c2").header("X-Signalbox-Dialog", "answered"));
    assertThat(body(call)).isEqualTo("{}");
    Answer late = hub.post("/api/asks/" + ask + "/answer", "{'decision':'allow'}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("detail").asText()).contains("Answered (terminal)");
  }

  @Test
  void answeredAMomentTooLate_theSessionSaysSo() {
    var call = hold("PermissionRequest", "c1");
    answer(awaitAnswerable(), "{'decision':'deny'}");
    assertThat(decision(call).path("behavior").asText()).isEqualTo("deny");
    send(request("PermissionRequest", "c2").header("X-Signalbox-Dialog", "late"));
    String events = "/api/sessions/" + SESSION + "/events?type=warning:occurred";
    assertThat(hub.get(events).body().path("events").path(0).toString())
        .contains("The answer came too late");
    assertThat(hub.get("/api/asks?status=open").body().path("count").asInt()).isZero();
  }

  @Test
  void interruptedInTheTerminal_theTurnIsOver() {
    var call = hold("PermissionRequest", "c1");
    awaitAnswerable();
    send(request("PermissionRequest", "c2").header("X-Signalbox-Dialog", "interrupted"));
    assertThat(body(call)).isEqualTo("{}");
    assertThat(hub.get("/api/sessions/" + SESSION).body().path("state").asText()).isEqualTo("idle");
  }

  @Test
  void whenTheCallHasRun_theAskIsOver() {
    var call = hold("PermissionRequest", "c1");
    String ask = awaitAnswerable();
    ObjectNode ran = SAMPLES.payload("PostToolUse");
    ObjectNode asked = SAMPLES.payload("PermissionRequest");
    for (String same : new String[] {"tool_name", "tool_input", "prompt_id"}) {
      ran.set(same, asked.get(same));
    }
    send(request(ran, "c2"));
    assertThat(body(call)).isEqualTo("{}");
    assertThat(hub.get("/api/asks/" + ask).body().path("reason").asText())
        .isEqualTo("Answered in the terminal: the call has run");
  }

  @Test
  void whenTheHookHasGone_onlyItsTerminalCanAnswer_untilItComesAgain() {
    var call = hold("PermissionRequest", "c1");
    String ask = awaitAnswerable();
    call.cancel(true);
    awaitAnswerable(false);
    Answer refused = hub.post("/api/asks/" + ask + "/answer", "{'decision':'allow'}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("code").asText()).isEqualTo("ask-in-terminal");
    var again = hold("PermissionRequest", "c1");
    assertThat(awaitAnswerable()).isEqualTo(ask);
    answer(ask, "{'decision':'allow'}");
    assertThat(decision(again).path("behavior").asText()).isEqualTo("allow");
  }

  @Test
  void afterARestart_noStaleAskCanBeAnswered() {
    var call = hold("PermissionRequest", "c1");
    String ask = awaitAnswerable();
    hub.restart();
    assertThat(call).failsWithin(SOON);
    Answer refused = hub.post("/api/asks/" + ask + "/answer", "{'decision':'allow'}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("code").asText()).isEqualTo("ask-in-terminal");
  }

  @Test
  void answeredWhileTheHookWasAway_theSameCallHearsItWhenItComesAgain() {
    var call = hold("PermissionRequest", "c1");
    String ask = awaitAnswerable();
    answer(ask, "{'decision':'deny','message':'Not now'}");
    decision(call);
    hub.restart();
    assertThat(decision(hold("PermissionRequest", "c1")).path("message").asText())
        .isEqualTo("Not now");
    Answer again = hub.post("/api/asks/" + ask + "/answer", "{'decision':'allow'}");
    assertThat(again.status()).isEqualTo(409);
  }

  @Test
  void whatIsSaidLaterOfAnAnsweredAsk_doesNotChangeTheDecision() {
    var call = hold("PermissionRequest", "c1");
    String ask = awaitAnswerable();
    answer(ask, "{'decision':'deny','message':'Not now'}");
    decision(call);
    hub.append(SESSION, "interaction:input-received", ",'askId':'" + ask + "','decision':'allow'");
    assertThat(decision(hold("PermissionRequest", "c1")).path("message").asText())
        .isEqualTo("Not now");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",'decision':'maybe'", ",'input':'yes'"})
  void whatOnlySaysThatItIsOver_allowsNothing(String fields) {
    var call = hold("PermissionRequest", "c1");
    awaitAnswerable();
    hub.append(SESSION, "interaction:input-received", fields);
    assertThat(body(call)).isEqualTo("{}");
  }

  @Test
  void whenTheSameCallComesTwice_theLaterRequestHearsTheAnswer() {
    var first = hold("PermissionRequest", "c1");
    String ask = awaitAnswerable();
    var second = hold("PermissionRequest", "c1");
    assertThat(body(first)).isEqualTo("{}");
    answer(ask, "{'decision':'allow'}");
    assertThat(decision(second).path("behavior").asText()).isEqualTo("allow");
  }

  @Test
  void whenItsSessionIsRemoved_itsOwnDialogDecides() {
    var call = hold("PermissionRequest", "c1");
    awaitAnswerable();
    hub.delete("/api/sessions/" + SESSION);
    assertThat(body(call)).isEqualTo("{}");
  }

  @Test
  void whenAnotherSessionHasTakenItsName_itsOwnDialogDecides() {
    var call = hold("PermissionRequest", "c1");
    String ask = awaitAnswerable();
    hub.delete("/api/sessions/" + SESSION);
    body(call);
    hub.append("other", "interaction:awaiting-input", ",'kind':'approval','askId':'" + ask + "'");
    answer(ask, "{'decision':'allow'}");
    assertThat(body(hold("PermissionRequest", "c1"))).isEqualTo("{}");
  }

  @Test
  void onlyItsTerminalEndsAnAgentsDialog() {
    var call = hold("PermissionRequest", "c1");
    String ask = awaitAnswerable();
    Answer refused = hub.post("/api/asks/" + ask + "/close", "{}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("code").asText()).isEqualTo("ask-in-terminal");
    answer(ask, "{'decision':'allow'}");
    decision(call);
  }

  @Test
  void theSamePromptOnceMoreIsAnotherAsk() {
    var first = hold("PermissionRequest", "c1");
    String ask = awaitAnswerable();
    answer(ask, "{'decision':'deny'}");
    decision(first);
    var second = hold("PermissionRequest", "c2");
    String other = awaitAnswerable();
    assertThat(other).isNotEqualTo(ask);
    assertThat(hub.post("/api/asks/" + ask + "/answer", "{'decision':'allow'}").status())
        .isEqualTo(409);
    answer(other, "{'decision':'allow'}");
    assertThat(decision(second).path("behavior").asText()).isEqualTo("allow");
  }

  @Test
  void heldForItsTime_itsOwnDialogDecides() {
    var call =
        agent.sendAsync(
            request("PermissionRequest", "c1").header("X-Signalbox-Dialog", "held 1").build(),
            BodyHandlers.ofString());
    assertThat(body(call)).isEqualTo("{}");
    awaitAnswerable(false);
    assertThat(hub.get("/api/sessions/" + SESSION).body().path("state").asText())
        .isEqualTo("needs_you");
  }

  private CompletableFuture<HttpResponse<String>> hold(String sample, String id) {
    return agent.sendAsync(
        request(sample, id).header("X-Signalbox-Dialog", "held 3600").build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String sample, String id) {
    return request(SAMPLES.payload(sample), id);
  }

  private HttpRequest.Builder request(ObjectNode payload, String id) {
    return request("claude-code", payload, id);
  }

  private HttpRequest.Builder request(String agentName, ObjectNode payload, String id) {
    payload.put("session_id", SESSION);
    return HttpRequest.newBuilder(hub.uri("http", "/api/hooks/" + agentName))
        .header("Content-Type", "application/json")
        .header("X-Signalbox-Id", id)
        .POST(BodyPublishers.ofString(payload.toString()));
  }

  private void send(HttpRequest.Builder request) {
    assertThat(hub.send(request).status()).isEqualTo(200);
  }

  private void answer(String ask, String request) {
    Answer answered = hub.post("/api/asks/" + ask + "/answer", request);
    assertThat(answered.status()).as(answered.toString()).isEqualTo(200);
  }

  private static String body(CompletableFuture<HttpResponse<String>> call) {
    assertThat(call).succeedsWithin(SOON);
    assertThat(call.join().statusCode()).isEqualTo(200);
    return call.join().body().strip();
  }

  private static JsonNode decision(CompletableFuture<HttpResponse<String>> call) {
    JsonNode output = Json.own(body(call).getBytes(UTF_8)).path("hookSpecificOutput");
    assertThat(output.path("hookEventName").asText()).isEqualTo("PermissionRequest");
    return output.path("decision");
  }

  private String awaitAnswerable() {
    return awaitAnswerable(true);
  }

  private String awaitAnswerable(boolean wanted) {
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

package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.TestHub.Answer;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends a prompt that waits at the hub, other than an answer. */
@Timeout(60)
final class HeldHookEndIT extends HeldHookStage {
  @Test
  void aCancelledTurnDeniesWhatItAsks_andIsOver() {
    String controls = "answer message pause cancel abort";
    send(request("SessionStart", "c0").header("X-Signalbox-Controls", controls));
    var call = hold("PermissionRequest", "c1");
    String ask = awaitAnswerable();
    hub.post("/api/sessions/" + SESSION + "/commands", "{'type':'cancel','by':'ana'}");
    JsonNode decision = decision(call);
    assertThat(decision.path("behavior").asText()).isEqualTo("deny");
    assertThat(decision.path("message").asText()).isEqualTo("Stopped by ana in Signalbox");
    assertThat(decision.path("interrupt").asBoolean()).isTrue();
    JsonNode session = awaitState("idle");
    assertThat(session.at("/detail/commands/0/status").asText()).isEqualTo("acknowledged");
    assertThat(session.at("/detail/commands/0/at").asText()).isEqualTo("PermissionRequest · Bash");
    assertThat(hub.post("/api/asks/" + ask + "/answer", "{'decision':'allow'}").status())
        .isEqualTo(409);
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

  private JsonNode awaitState(String state) {
    long end = System.nanoTime() + SOON.toNanos();
    while (true) {
      JsonNode session = hub.get("/api/sessions/" + SESSION).body();
      if (session.path("state").asText().equals(state)) {
        return session;
      }
      assertThat(System.nanoTime()).as("%s", session).isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
  }
}

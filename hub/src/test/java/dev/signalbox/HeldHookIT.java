package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.TestHub.Answer;
import dev.signalbox.agents.Payloads;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people answer at the hub, and what the agent hears of it. */
@Timeout(60)
final class HeldHookIT extends HeldHookStage {
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
}

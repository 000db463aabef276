package dev.signalbox.agents.generic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.AdapterContract;
import dev.signalbox.agents.HookContext;
import dev.signalbox.protocol.Event;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class AcpTest extends AdapterContract {
  AcpTest() {
    super(Acp.NAME, new Acp());
  }

  @Test
  void whoForwardsAMessageMaySayWhatItDoesNot() {
    assertThat(report("session_prompt.response.forwarded", HookContext.NONE).start().body())
        .isEqualTo(
            fields(
                "{'type':'session:started','sessionId':'sess_abc123',"
                    + "'timestamp':'2026-11-23T08:00:00.200Z','cwd':'/home/dev/work/shop-api',"
                    + "'agent':'goose','inferred':true}"));
  }

  @Test
  void aNewSessionIsKnownByTheAnswer() {
    assertThat(report("session_new.response", HookContext.NONE).begin())
        .extracting(Event::type)
        .isEqualTo(List.of("session:started"));
  }

  @Test
  void theTitleIsAFact() {
    assertHas(
        Objects.requireNonNull(
            report("session_update.session_info_update", HookContext.NONE).facts()),
        fields("{'title':'Rate limiting'}"));
  }

  @Test
  void aCallThatGoesOnIsKeptWhole() {
    ObjectNode payload = samples.payload("session_update.tool_call_update");
    ((ObjectNode) payload.at("/params/update")).put("status", "in_progress");
    assertThat(events(payload).getFirst().type()).isEqualTo("acp:tool-call-update");
  }

  @Test
  void anUpdateOfAKindThatIsNewIsKept() {
    ObjectNode payload = samples.payload("session_update.plan");
    ((ObjectNode) payload.at("/params/update")).put("sessionUpdate", "dream_update");
    Event event = events(payload).getFirst();
    assertThat(event.type()).isEqualTo("acp:dream-update");
    assertThat(event.body().at("/params/update/sessionUpdate").asText()).isEqualTo("dream_update");
  }

  @Test
  void aCancelledPromptWasInterrupted_andAFailedOneIsAnError() {
    ObjectNode payload = samples.payload("session_prompt.response.forwarded");
    payload.putObject("result").put("stopReason", "cancelled");
    assertHas(events(payload).getFirst(), fields("{'type':'session:idle','interrupted':true}"));
    payload.remove("result");
    payload.putObject("error").put("code", -32000).put("message", "Not logged in");
    assertHas(events(payload).getFirst(), fields("{'error':'Not logged in'}"));
  }

  @Test
  void whatIsNoMessageIsRefused() {
    assertRefused(fields("{'a':1}"), "Expected a JSON-RPC message");
    ObjectNode nameless = samples.payload("session_update.tool_call");
    ((ObjectNode) nameless.at("/params/update")).remove("toolCallId");
    assertRefused(nameless, "Expected toolCallId");
  }
}

package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.codex.Codex;
import dev.signalbox.agents.qwen.QwenCode;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PermissionReplyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'decision':'allow'} | {'behavior':'allow'}",
        "{'decision':'allow','remembered':[1],'message':'x'} | {'behavior':'allow'}",
        "{'decision':'deny'} | {'behavior':'deny'}",
        "{'decision':'deny','message':'Wait'} | {'message':'Wait','behavior':'deny'}",
        "{'input':'yes'} | {'behavior':'deny'}",
        "{} | {'behavior':'deny'}",
      })
  void saysYesOrNo_andNothingElse(String answer, String decision) {
    ObjectNode reply = PermissionReply.of(object(answer));
    assertThat(reply.at("/hookSpecificOutput/decision")).isEqualTo(object(decision));
    assertThat(reply.at("/hookSpecificOutput/hookEventName").asText())
        .isEqualTo("PermissionRequest");
    assertThat(reply).hasSize(1);
  }

  @Test
  void aCallThatWasAllowedWithAnotherInputIsDeniedAsItIs() {
    ObjectNode reply =
        PermissionReply.of(object("{'decision':'allow','updatedInput':{'command':'ls'}}"));
    assertThat(reply.at("/hookSpecificOutput/decision/behavior").asText()).isEqualTo("deny");
    assertThat(reply.at("/hookSpecificOutput/decision/message").asText())
        .endsWith("{\"command\":\"ls\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {Codex.NAME, QwenCode.NAME})
  void whatIsHeldIsWhatIsAsked_andWhatWasInterruptedIsOver(String agent) {
    HookAdapter adapter = agent.equals(Codex.NAME) ? new Codex() : new QwenCode();
    ObjectNode payload = new Payloads(agent).payload("PermissionRequest");
    Event asked = events(adapter, payload, "held 30").getFirst();
    Prompt prompt = adapter.prompt(payload, context("held 30")).orElseThrow();
    assertThat(prompt.askId()).isEqualTo(asked.body().path("askId").asText());
    assertThat(prompt.sessionId()).isEqualTo(asked.sessionId());
    assertThat(asked.body().path("answerable").asBoolean()).isTrue();
    List<Event> over = events(adapter, payload, "interrupted");
    assertThat(over)
        .extracting(Event::type)
        .containsExactly("interaction:input-received", "session:idle");
    assertThat(prompt.askId()).startsWith(over.getFirst().body().path("askId").asText());
    payload.put("hook_event_name", "PreToolUse");
    assertThat(adapter.prompt(payload, HookContext.NONE)).isEmpty();
  }

  private static List<Event> events(HookAdapter adapter, ObjectNode payload, String dialog) {
    return adapter.reports(payload, context(dialog), Instant.EPOCH).getFirst().events();
  }

  private static HookContext context(String dialog) {
    return HookContext.of(name -> name.equals("X-Signalbox-Dialog") ? dialog : null);
  }

  private static ObjectNode object(String singleQuoted) {
    return Json.read(singleQuoted.replace('\'', '"'), ObjectNode.class);
  }
}

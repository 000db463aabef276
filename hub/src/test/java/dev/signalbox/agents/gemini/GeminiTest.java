package dev.signalbox.agents.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.AdapterContract;
import dev.signalbox.agents.HookContext;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GeminiTest extends AdapterContract {
  GeminiTest() {
    super(Gemini.NAME, new Gemini());
  }

  @Test
  void aCallWithoutAnIdIsNamedByWhatItDoes() {
    ObjectNode end = samples.payload("AfterTool");
    end.set("tool_input", samples.payload("BeforeTool").get("tool_input"));
    String name = first("BeforeTool").body().path("callName").asText();
    assertThat(events(end).getFirst().body().path("callName").asText()).isEqualTo(name);
    assertThat(first("AfterTool").body().path("callName").asText()).isNotEqualTo(name);
  }

  @Test
  void theModelIsKnownFromARequestToIt() {
    assertHas(
        Objects.requireNonNull(report("BeforeModel", HookContext.NONE).facts()),
        fields("{'model':'gemini-3-pro'}"));
  }

  @ParameterizedTest
  @CsvSource({
    "edit, Confirm Write: a.txt, write_file, Confirm Write: a.txt: /a.txt",
    "edit, Confirm Edit: a.txt, replace, Confirm Edit: a.txt: /a.txt",
    "info, Fetch, web_fetch, Fetch: /a.txt",
    "mcp, Use it, mcp_github_issues, Use it: /a.txt",
    "new, Something, tool, Something: /a.txt",
  })
  void aDialogIsAboutTheToolThatItConcerns(
      String type, String title, String tool, String question) {
    ObjectNode details = Json.object().put("type", type).put("title", title);
    details.put("filePath", "/a.txt").put("serverName", "github").put("toolName", "issues");
    ObjectNode payload = samples.payload("Notification");
    payload.set("details", details);
    Event asked = events(payload).getFirst();
    assertThat(asked.body().path("toolName").asText()).isEqualTo(tool);
    assertThat(asked.body().path("question").asText()).isEqualTo(question);
  }

  @Test
  void aSubagentRunsAsLongAsTheCallThatAsksForIt() {
    ObjectNode input = fields("{'agent_name':'generalist','prompt':'Look for unused checks'}");
    Event started = events(invocation("BeforeTool", input)).getLast();
    Event stopped = events(invocation("AfterTool", input)).getLast();
    assertThat(started.type()).isEqualTo("agent:started");
    assertHas(started, fields("{'agentType':'generalist','description':'Look for unused checks'}"));
    assertThat(stopped.type()).isEqualTo("agent:stopped");
    assertThat(stopped.agentId()).isEqualTo(started.agentId());
  }

  @Test
  void aSubagentThatFailedHasStopped() {
    ObjectNode failed = invocation("AfterTool", fields("{'agent_name':'generalist'}"));
    failed.set("tool_response", fields("{'error':'No such agent'}"));
    assertThat(events(failed))
        .extracting(Event::type)
        .containsExactly("tool:failed", "agent:stopped");
  }

  private ObjectNode invocation(String hook, ObjectNode input) {
    ObjectNode payload = samples.payload(hook).put("tool_name", "invoke_agent");
    payload.set("tool_input", input);
    return payload;
  }

  @Test
  void anotherNotificationIsShown() {
    ObjectNode payload = samples.payload("Notification").put("notification_type", "Idle");
    assertThat(events(payload).getFirst().type()).isEqualTo("notification:shown");
  }

  @Test
  void aPayloadTellsWhenItsHookRan_whereNothingElseDoes() {
    ObjectNode payload = samples.payload("AfterAgent").put("timestamp", "2026-11-23T07:59:59.500Z");
    assertThat(events(payload).getFirst().timestamp()).isEqualTo("2026-11-23T07:59:59.500Z");
    assertThat(events(payload.put("timestamp", "noon")).getFirst().timestamp()).isEqualTo(RECEIVED);
  }

  @ParameterizedTest
  @CsvSource({
    "AfterAgent, hook_event_name",
    "AfterAgent, session_id",
    "SessionStart, cwd",
    "BeforeTool, tool_name",
  })
  void aPayloadThatLacksWhatItNeedsIsRefused(String name, String field) {
    assertRefused(samples.without(name, field), "Expected " + field);
  }
}

package dev.signalbox.agents.copilot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.AdapterContract;
import dev.signalbox.agents.HookAdapter;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookReport;
import dev.signalbox.agents.Payloads;
import dev.signalbox.agents.claudecode.ClaudeCode;
import dev.signalbox.protocol.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CopilotTest extends AdapterContract {
  private final HookAdapter claudeHookFile = new ClaudeHookFile(new ClaudeCode(), new Copilot());

  CopilotTest() {
    super(Copilot.NAME, new Copilot());
  }

  @ParameterizedTest
  @CsvSource({
    "sessionStart, pascal.SessionStart",
    "sessionEnd, pascal.SessionEnd",
    "agentStop, pascal.Stop",
    "postToolUse, pascal.PostToolUse",
    "errorOccurred, pascal.ErrorOccurred",
  })
  void whatBothShapesTellIsTheSameEvent(String camel, String pascal) {
    ObjectNode own = samples.payload(camel);
    List<HookReport> byOwnHook = new Copilot().reports(own, HookContext.NONE, RECEIVED);
    List<HookReport> byClaudes =
        claudeHookFile.reports(samples.payload(pascal), HookContext.NONE, RECEIVED);
    assertThat(ids(byClaudes.getFirst().events()))
        .doesNotContainNull()
        .isEqualTo(ids(byOwnHook.getFirst().events()));
  }

  @Test
  void callsOfTheSameMomentAreTwo() {
    ObjectNode other = samples.payload("preToolUse");
    other.putObject("toolArgs").put("command", "npm test");
    assertThat(ids(events(other)))
        .doesNotContainAnyElementsOf(ids(events(samples.payload("preToolUse"))));
  }

  @Test
  void argumentsInAStringAreRead() {
    ObjectNode payload =
        samples.payload("preToolUse").put("toolArgs", "{\"command\":\"npm test\"}");
    assertHas(events(payload).getFirst(), fields("{'input':{'command':'npm test'}}"));
    assertHas(events(payload.put("toolArgs", "npm")).getFirst(), fields("{'input':'npm'}"));
  }

  @Test
  void aPayloadThatNobodyCanNameIsKept() {
    ObjectNode payload = samples.without("agentStop", "stopReason");
    payload.remove("transcriptPath");
    assertThat(events(payload).getFirst().type()).isEqualTo("copilot-cli:unnamed");
  }

  @Test
  void claudeCodesOwnPayloadsStayItsOwn() {
    var claude = new Payloads(ClaudeCode.NAME);
    for (String name : claude.names()) {
      assertThat(claudeHookFile.reports(claude.payload(name), HookContext.NONE, RECEIVED))
          .as(name)
          .isEqualTo(new ClaudeCode().reports(claude.payload(name), HookContext.NONE, RECEIVED));
    }
  }

  @Test
  void copilotsPayloadsAreKnownAtClaudeCodesAddress() {
    for (String name : samples.names()) {
      HookReport report =
          claudeHookFile.reports(samples.payload(name), HookContext.NONE, RECEIVED).getFirst();
      assertThat(report.start().body().path("agent").asText()).as(name).isEqualTo(Copilot.NAME);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "agentStop, sessionId, Expected sessionId or session_id",
    "pascal.Stop, session_id, Expected sessionId or session_id",
    "sessionStart, cwd, Expected cwd",
    "pascal.PreToolUse, tool_name, Expected toolName or tool_name",
  })
  void aPayloadThatLacksWhatItNeedsIsRefused(String name, String field, String reason) {
    assertRefused(samples.without(name, field), reason);
  }

  @Test
  void aSubagentsEndFindsItsStart() {
    Event start = first("subagentStart");
    assertThat(first("subagentStop").agentId()).isEqualTo(start.agentId()).isNotBlank();
  }
}

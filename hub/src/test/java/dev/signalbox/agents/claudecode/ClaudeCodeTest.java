package dev.signalbox.agents.claudecode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.AdapterContract;
import dev.signalbox.agents.Delivery;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookReport;
import dev.signalbox.agents.Origin;
import dev.signalbox.agents.Setting;
import dev.signalbox.protocol.Event;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claude Code's payloads, beyond what holds for every adapter. */
final class ClaudeCodeTest extends AdapterContract {
  ClaudeCodeTest() {
    super(ClaudeCode.NAME, new ClaudeCode());
  }

  @Test
  void fromASenderThatNamesNoCallsTheTimeTellsThemApart() {
    List<String> ids = ids(report("Stop", at(RAN)).events());
    assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
    assertThat(ids(report("Stop", at(RAN)).events())).isEqualTo(ids);
    assertThat(ids(report("Stop", at(RAN.plusNanos(1))).events())).doesNotContainAnyElementsOf(ids);
    assertThat(ids(report("PostToolUse.Write", at(RAN)).events()))
        .isEqualTo(ids(report("PostToolUse.Write", at(RAN.plusNanos(1))).events()));
  }

  @Test
  void withoutAnExactTimeOnlyCallsAreNamed() {
    HookContext coarse = at(Instant.parse("2026-11-23T08:00:00Z"));
    assertThat(report("Stop", coarse).events()).extracting(Event::eventId).containsOnlyNulls();
    assertThat(report("PreToolUse", coarse).events())
        .extracting(Event::eventId)
        .containsExactly("start:toolu_01HqV7m2Zk9RsT4wXyB8cDeF");
  }

  @Test
  void aCallThatHasAnIdIsKnownByItHoweverLateItComes() {
    var sent = new HookContext(Origin.NONE, Setting.NONE, new Delivery("c-1", RAN, RAN));
    var resent =
        new HookContext(Origin.NONE, Setting.NONE, new Delivery("c-1", RAN, RAN.plusSeconds(60)));
    List<String> ids = ids(report("Stop", sent).events());
    assertThat(ids).containsExactly("c-1:message:assistant:0", "c-1:session:idle:0");
    assertThat(ids(report("Stop", resent).events())).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource({
    "PermissionRequest.AskUserQuestion, PostToolUse.AskUserQuestion",
    "Elicitation, ElicitationResult",
  })
  void anAnswerClosesTheAskThatItAnswers(String asking, String answering) {
    assertThat(askId(answering)).isEqualTo(askId(asking)).isNotBlank();
  }

  @Test
  void differentRequestsForPermissionAreDifferentAsks() {
    assertThat(askId("PermissionRequest")).isNotEqualTo(askId("PermissionRequest.subagent"));
  }

  @Test
  void factsAreSaidByEveryEventOfTheMainAgent() {
    var context =
        new HookContext(
            Origin.NONE, new Setting("fix/1", null, "claude-opus-5-5", null), Delivery.NONE);
    HookReport report = report("Stop", context);
    assertHas(
        Objects.requireNonNull(report.facts()),
        fields("{'gitBranch':'fix/1','model':'claude-opus-5-5','title':'-'}"));
    for (String silent : List.of("PreToolUse.subagent", "SessionStart", "SessionEnd")) {
      assertThat(report(silent, context).facts()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Stop, hook_event_name",
    "Stop, session_id",
    "SessionStart, cwd",
    "PreToolUse, tool_name",
    "SubagentStop, agent_id",
    "Elicitation, mcp_server_name",
  })
  void aPayloadThatLacksWhatItNeedsIsRefused(String name, String field) {
    assertRefused(samples.without(name, field), "Expected " + field);
  }

  @Test
  void aPromptOfPicturesOnlyIsAPrompt() {
    ObjectNode payload = samples.payload("UserPromptSubmit").put("prompt", " ");
    assertThat(events(payload).getFirst().body())
        .isEqualTo(
            fields(
                "{'type':'message:user','sessionId':'%s','timestamp':'2026-11-23T08:00:00.200Z',"
                        .formatted(samples.payload("Stop").path("session_id").asText())
                    + "'turnId':'9d4b7a10-6f52-4e0c-8b1e-73c5a2e4d901','text':'(no text)'}"));
  }

  private String askId(String name) {
    return events(samples.payload(name)).getLast().body().path("askId").asText();
  }

  private static HookContext at(Instant ranAt) {
    return new HookContext(Origin.NONE, Setting.NONE, new Delivery(null, ranAt, null));
  }
}

package dev.signalbox.agents.codex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.AdapterContract;
import dev.signalbox.protocol.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodexTest extends AdapterContract {
  CodexTest() {
    super(Codex.NAME, new Codex());
  }

  @Test
  void whatHooksAndNotifyBothTellIsTheSameEvent() {
    var told = new ArrayList<String>();
    told.addAll(ids(events(samples.payload("UserPromptSubmit"))));
    told.addAll(ids(events(samples.payload("Stop"))));
    assertThat(ids(events(samples.payload("notify.agent-turn-complete"))))
        .doesNotContainNull()
        .isEqualTo(told);
  }

  @Test
  void aTurnThatAHookLetGoOnEndsMoreThanOnce() {
    ObjectNode again = samples.payload("Stop").put("stop_hook_active", true);
    assertThat(ids(events(again)))
        .doesNotContainAnyElementsOf(ids(events(samples.payload("Stop"))));
  }

  @Test
  void aNotificationOfAKindThatIsNewIsKept() {
    ObjectNode payload =
        samples.payload("notify.agent-turn-complete").put("type", "approval-needed");
    Event event = events(payload).getFirst();
    assertThat(event.type()).isEqualTo("codex:notify-approval-needed");
    assertThat(event.body().path("client").asText()).isEqualTo("codex-tui");
  }

  @Test
  void afterACompactionTheSessionGoesOn() {
    ObjectNode payload = samples.payload("SessionStart").put("source", "compact");
    assertThat(events(payload)).extracting(Event::type).isEqualTo(List.of("context:compacted"));
  }

  @Test
  void aPatchThatBreaksOffStillTellsItsFiles() {
    ObjectNode payload = samples.payload("PostToolUse.apply_patch");
    payload.putObject("tool_input").put("input", "*** Begin Patch\n*** Add File: a b.txt\n+one");
    Event file = events(payload).getLast();
    assertThat(file.type()).isEqualTo("file:created");
    assertThat(file.body().path("path").asText()).isEqualTo("a b.txt");
  }

  @ParameterizedTest
  @CsvSource({
    "Stop, hook_event_name",
    "Stop, session_id",
    "SessionStart, cwd",
    "PreToolUse, tool_name",
    "SubagentStop, agent_id",
    "notify.agent-turn-complete, type",
  })
  void aPayloadThatLacksWhatItNeedsIsRefused(String name, String field) {
    assertRefused(samples.without(name, field), "Expected " + field);
  }
}

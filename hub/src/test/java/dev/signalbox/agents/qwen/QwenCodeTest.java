package dev.signalbox.agents.qwen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.AdapterContract;
import dev.signalbox.protocol.Event;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QwenCodeTest extends AdapterContract {
  QwenCodeTest() {
    super(QwenCode.NAME, new QwenCode());
  }

  @Test
  void aVersionThatDoesNotTellWhatWasSubmittedTellsPrompts() {
    ObjectNode payload = samples.without("UserPromptSubmit", "submitted_prompt");
    assertHas(events(payload).getFirst(), fields("{'text':'Add rate limiting','automatic':'-'}"));
  }

  @Test
  void aTodoThatIsNotWrittenYetIsNoStep() {
    ObjectNode payload = samples.payload("TodoCreated").put("phase", "validation");
    assertThat(events(payload).getFirst().type()).isEqualTo("qwen-code:todo-created");
  }

  @Test
  void aListThatIsToldAgainAddsOnlyWhatIsNew() {
    List<String> before = ids(events(samples.payload("TodoCreated")));
    List<String> after = ids(events(samples.payload("TodoCompleted")));
    assertThat(after).startsWith(before.getFirst()).hasSize(3);
  }

  @Test
  void aDeniedCallFailed() {
    ObjectNode payload = samples.payload("PreToolUse").put("hook_event_name", "PermissionDenied");
    Event event = events(payload.put("reason", "Blocked")).getFirst();
    assertThat(event.type()).isEqualTo("tool:failed");
    assertHas(event, fields("{'error':'Denied: Blocked','denied':true,'toolUseId':'toolu_1'}"));
  }

  @Test
  void anEditChangesAFile() {
    ObjectNode payload = samples.payload("PostToolUse").put("tool_name", "write_file");
    payload.putObject("tool_input").put("file_path", "/a.txt");
    assertHas(events(payload).getLast(), fields("{'type':'file:modified','path':'/a.txt'}"));
  }

  @Test
  void waitingForAPromptIsIdle() {
    ObjectNode payload = samples.payload("Notification").put("notification_type", "idle_prompt");
    assertThat(events(payload)).extracting(Event::type).endsWith("session:idle");
  }

  @ParameterizedTest
  @CsvSource({
    "Stop, hook_event_name",
    "Stop, session_id",
    "SessionStart, cwd",
    "PreToolUse, tool_name",
    "SubagentStop, agent_id",
  })
  void aPayloadThatLacksWhatItNeedsIsRefused(String name, String field) {
    assertRefused(samples.without(name, field), "Expected " + field);
  }
}

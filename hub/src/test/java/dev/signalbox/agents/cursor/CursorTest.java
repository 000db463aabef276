package dev.signalbox.agents.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.AdapterContract;
import dev.signalbox.protocol.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CursorTest extends AdapterContract {
  CursorTest() {
    super(Cursor.NAME, new Cursor());
  }

  @Test
  void whoIsSignedInIsTheUser_whereNobodyKnowsBetter() {
    assertHas(first("sessionStart"), fields("{'user':'dev@example.com'}"));
  }

  @Test
  void aWindowWithoutAFolderIsASession() {
    ObjectNode payload = samples.payload("sessionStart");
    payload.putArray("workspace_roots");
    assertHas(events(payload).getFirst(), fields("{'cwd':'-','inferred':true}"));
  }

  @Test
  void aConversationThatEndsWithAnErrorHasFailed() {
    ObjectNode payload = samples.payload("sessionEnd").put("final_status", "error");
    assertHas(events(payload).getFirst(), fields("{'status':'failed'}"));
  }

  @Test
  void aSubagentsEndFindsItsStart() {
    Event start = first("subagentStart");
    assertThat(first("subagentStop").agentId()).isEqualTo(start.agentId()).isNotBlank();
    ObjectNode named = samples.payload("subagentStart").put("subagent_id", "sub-1");
    assertThat(events(named).getFirst().agentId()).isEqualTo("sub-1");
  }

  @Test
  void aRefusedCallWasDenied() {
    ObjectNode payload = samples.payload("postToolUseFailure");
    payload.put("failure_type", "permission_denied").put("is_interrupt", true);
    assertHas(events(payload).getFirst(), fields("{'denied':true,'interrupted':true}"));
  }

  @ParameterizedTest
  @CsvSource({
    "stop, hook_event_name",
    "stop, conversation_id",
    "preToolUse, tool_name",
    "afterFileEdit, file_path",
  })
  void aPayloadThatLacksWhatItNeedsIsRefused(String name, String field) {
    assertRefused(samples.without(name, field), "Expected " + field);
  }
}

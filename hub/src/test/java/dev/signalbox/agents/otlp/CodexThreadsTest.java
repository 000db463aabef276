package dev.signalbox.agents.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.otlp.CodexThreads.Owner;
import dev.signalbox.protocol.Json;
import org.junit.jupiter.api.Test;

final class CodexThreadsTest {
  private static final String TERMINAL = "codex-tui";

  private final CodexThreads threads = new CodexThreads();

  @Test
  void aConversationIsASession() {
    assertThat(threads.owner("c1")).isEqualTo(new Owner("c1", null));
  }

  @Test
  void aSpawnedConversationIsASubagentOfItsSession_howeverDeep() {
    spawned("c1", "c2");
    spawned("c2", "c3");
    assertThat(threads.owner("c2")).isEqualTo(new Owner("c1", "c2"));
    assertThat(threads.owner("c3")).isEqualTo(new Owner("c1", "c3"));
    assertThat(threads.owner("c1")).isEqualTo(new Owner("c1", null));
  }

  @Test
  void anotherToolSpawnsNothing_whateverItSays() {
    ObjectNode result = Json.object().put("tool_name", "exec_command");
    threads.called("c1", attributes(result.put("output", "{\"agent_id\":\"c2\"}")));
    assertThat(threads.owner("c2")).isEqualTo(new Owner("c2", null));
  }

  @Test
  void aConversationForATitleIsNobodys() {
    started("c1", TERMINAL, "docs, codex_tui");
    started("c2", TERMINAL, "");
    assertThat(threads.owner("c1").sessionId()).isEqualTo("c1");
    assertThat(threads.owner("c2").sessionId()).isNull();
  }

  @Test
  void aConversationWithoutTheServerOfTheTerminalIsASession_whereNoneHasIt() {
    started("c1", TERMINAL, "");
    started("c2", "codex_exec", "");
    started("c3", TERMINAL, "codex_tui");
    started("c4", "codex_exec", "");
    assertThat(threads.owner("c1").sessionId()).isEqualTo("c1");
    assertThat(threads.owner("c2").sessionId()).isEqualTo("c2");
    assertThat(threads.owner("c4").sessionId()).isEqualTo("c4");
  }

  @Test
  void onlyTheLastConversationsAreRemembered() {
    for (int i = 0; i <= CodexThreads.THREADS_MAX; i++) {
      spawned("c", "s" + i);
    }
    assertThat(threads.owner("s0").sessionId()).isEqualTo("s0");
    assertThat(threads.owner("s1").sessionId()).isEqualTo("c");
  }

  private void spawned(String parent, String child) {
    ObjectNode result = Json.object().put("tool_name", "spawn_agent");
    String output = "{\"agent_id\":\"%s\",\"nickname\":\"Maxwell\"}".formatted(child);
    threads.called(parent, attributes(result.put("output", output)));
  }

  private void started(String conversation, String originator, String servers) {
    ObjectNode start = Json.object().put("app.version", "0.169.0").put("originator", originator);
    threads.started(conversation, attributes(start.put("mcp_servers", servers)));
  }

  private static Attributes attributes(ObjectNode own) {
    return new Attributes(own, Json.object());
  }
}

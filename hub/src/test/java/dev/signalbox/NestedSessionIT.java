package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Payloads;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copilot's subagents report under a session id of their own, which nothing names as one. */
final class NestedSessionIT {
  private static final Payloads SAMPLES = new Payloads("copilot-cli");

  @TempDir private Path folder;
  private TestHub hub;

  @BeforeEach
  void start() {
    hub = TestHub.start(folder);
    send("sessionStart", "main", 1);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void whatASubagentReportsIsToldOfIt() {
    send("subagentStart", "main", 1);
    send("userPromptSubmitted", "nested", 1);
    send("preToolUse", "nested", 1);
    send("postToolUse", "nested", 1);
    send("subagentStop", "main", 1);
    send("agentStop", "nested", 1);

    assertThat(sessions()).isEqualTo(1);
    JsonNode main = session("main");
    assertThat(main.path("state").asText()).isEqualTo("working");
    assertThat(main.path("subagents").toString()).isEqualTo("{\"running\":0,\"total\":1}");
    assertThat(main.path("tools").path("calls").asInt()).isEqualTo(1);
    assertThat(main.has("firstPrompt")).isFalse();
    String agentId = text("main", "agent:started", "agentId");
    assertThat(text("main", "message:user", "agentId")).isEqualTo(agentId);
    assertThat(text("main", "tool:completed", "agentId")).isEqualTo(agentId);
  }

  @Test
  void ofSeveralSubagentsNobodyIsGuessed() {
    send("subagentStart", "main", 1);
    send(SAMPLES.payload("subagentStart").put("agentName", "task"), "main", 1);
    send("userPromptSubmitted", "nested", 1);
    assertThat(sessions()).isEqualTo(1);
    assertThat(text("main", "message:user", "agentId")).isEqualTo("nested");
  }

  @Test
  void aSessionStaysOne_whenNoSubagentRuns_orItHasAStart_orAnotherProcess() {
    send("userPromptSubmitted", "unheard", 1);
    send("subagentStart", "main", 1);
    send("sessionStart", "second", 1);
    send("userPromptSubmitted", "elsewhere", 2);
    assertThat(sessions()).isEqualTo(4);
  }

  private void send(String sample, String session, long pid) {
    send(SAMPLES.payload(sample), session, pid);
  }

  private void send(ObjectNode payload, String session, long pid) {
    payload.put("sessionId", session);
    var answer =
        hub.send(
            HttpRequest.newBuilder(hub.uri("http", "/api/hooks/copilot-cli"))
                .header("Content-Type", "application/json")
                .header("X-Signalbox-Pid", Long.toString(pid))
                .header("X-Signalbox-Boot", "another-machine")
                .POST(BodyPublishers.ofString(payload.toString())));
    assertThat(answer.status()).isEqualTo(200);
  }

  private int sessions() {
    return hub.get("/api/sessions").body().path("count").asInt();
  }

  private JsonNode session(String id) {
    return hub.get("/api/sessions/" + id).body();
  }

  private String text(String session, String type, String field) {
    JsonNode events =
        hub.get("/api/sessions/" + session + "/events?type=" + type).body().path("events");
    return events.path(0).path("payload").path(field).asText();
  }
}

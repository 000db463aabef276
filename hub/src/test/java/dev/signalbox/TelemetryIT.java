package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.agents.Payloads;
import dev.signalbox.agents.otlp.Samples;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claude Code tells of one session by its hooks and by its telemetry. */
final class TelemetryIT {
  private static final String SESSION = "/api/sessions/5f0c2a7e-3b1d-4c8e-9a64-2d7f1b90c3aa";
  private static final List<String> TURN =
      List.of("SessionStart", "UserPromptSubmit", "PreToolUse", "PostToolUse", "Stop");
  private static final List<String> TELEMETRY =
      List.of("v1_traces.batch", "v1_logs.batch", "v1_metrics.batch");

  @TempDir private Path folder;
  private TestHub hub;

  @BeforeEach
  void start() {
    hub = TestHub.start(folder);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void hooksFirst_thenTelemetryAddsWhatTheyDoNotTell() {
    TURN.forEach(this::hook);
    TELEMETRY.forEach(this::telemetry);
    assertCountedOnce();
    assertThat(session().path("state").asText()).isEqualTo("idle");
    assertThat(types())
        .containsOnlyOnce(
            "session:started", "session:idle", "usage:recorded", "error:occurred", "tool:started")
        .contains("claude-code:permission-mode-changed");
  }

  @Test
  void telemetryFirst_thenHooksFillInWhatItDoesNotKnow() {
    TELEMETRY.forEach(this::telemetry);
    assertThat(session().path("inferred").asBoolean()).isTrue();
    assertThat(session().path("platform").asText()).isEqualTo("linux");
    assertThat(session().path("agentVersion").asText()).isEqualTo("2.1.330");
    TURN.forEach(this::hook);
    assertCountedOnce();
    assertThat(session().has("inferred")).isFalse();
    assertThat(session().path("cwd").asText()).isEqualTo("/home/dev/work/shop-api");
    assertThat(session().path("state").asText()).isEqualTo("idle");
  }

  @Test
  void telemetrySentAgainAddsNothing_alsoAfterARestart() {
    TELEMETRY.forEach(this::telemetry);
    long stored = hub.position().sequence();
    hub.restart();
    TELEMETRY.forEach(this::telemetry);
    assertThat(hub.position().sequence()).isEqualTo(stored);
    assertCountedOnce();
  }

  @Test
  void aSubagentThatHooksToldOfGetsItsParent() {
    hook("SessionStart");
    for (String agentId : List.of("a92bdc78bca1e4b1b", "a1ac543abb6e42b50")) {
      var payload = new Payloads("claude-code").payload("SubagentStart").put("agent_id", agentId);
      hub.post("/api/hooks/claude-code", payload.toString());
      payload.put("hook_event_name", "SubagentStop");
      hub.post("/api/hooks/claude-code", payload.toString());
    }
    telemetry("subagents.traces");
    telemetry("subagents.logs");
    JsonNode subagents = session().at("/detail/subagents");
    assertThat(subagents).hasSize(2);
    assertThat(subagents.get(0).has("parentAgentId")).isFalse();
    assertThat(subagents.get(1).path("parentAgentId").asText()).isEqualTo("a92bdc78bca1e4b1b");
    assertThat(session().at("/subagents/running").asInt()).isZero();
    assertThat(session().path("waitedMs").asLong()).isEqualTo(4_200);
  }

  private void assertCountedOnce() {
    assertThat(session().at("/usage").toString())
        .isEqualTo(
            "{\"inputTokens\":1200,\"outputTokens\":377,\"cacheReadTokens\":48210,"
                + "\"cacheWriteTokens\":1320,\"costUsd\":0.0431}");
    assertThat(session().at("/tools/calls").asInt()).isOne();
    assertThat(types()).containsOnlyOnce("tool:completed");
    assertThat(types().stream().filter("message:user"::equals).count()).isLessThanOrEqualTo(1);
  }

  private void hook(String name) {
    var answer =
        hub.post("/api/hooks/claude-code", new Payloads("claude-code").payload(name).toString());
    assertThat(answer.status()).as(name).isEqualTo(200);
  }

  private void telemetry(String sample) {
    String name = "claude-code/" + sample;
    var answer =
        hub.send(
            HttpRequest.newBuilder(hub.uri("http", Samples.path(name)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Samples.json(name))));
    assertThat(answer.status()).as(name).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  private JsonNode session() {
    return hub.get(SESSION).body();
  }

  private List<String> types() {
    var types = new ArrayList<String>();
    hub.get(SESSION + "/events?after=0")
        .body()
        .path("events")
        .forEach(event -> types.add(event.at("/payload/type").asText()));
    return types;
  }
}

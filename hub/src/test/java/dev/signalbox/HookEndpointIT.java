package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.TestHub.Answer;
import dev.signalbox.agents.Payloads;
import dev.signalbox.session.fold.Limits;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Claude Code's payloads over HTTP, as the hook's script sends them. */
final class HookEndpointIT {
  private static final Payloads SAMPLES = new Payloads("claude-code");
  private static final String SESSION_ID = "5f0c2a7e-3b1d-4c8e-9a64-2d7f1b90c3aa";
  private static final String SESSION = "/api/sessions/" + SESSION_ID;

  private final Instant ranAt = Instant.now();
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
  void everyPayloadIsTaken_andTheSameRequestAgainAddsNothing() {
    for (String name : SAMPLES.names()) {
      String body = SAMPLES.payload(name).toString();
      assertThat(post(body, "main").status()).as(name).isEqualTo(200);
      long stored = hub.position().sequence();
      assertThat(post(body, "main").status()).as(name).isEqualTo(200);
      assertThat(hub.position().sequence()).as("%s sent twice", name).isEqualTo(stored);
    }
  }

  @Test
  void aTurnIsASessionWithItsCallAndItsMessages() {
    for (String name :
        List.of("SessionStart", "UserPromptSubmit", "PreToolUse", "PostToolUse", "Stop")) {
      post(SAMPLES.payload(name).toString(), "fix/1");
    }
    JsonNode session = hub.get(SESSION).body();
    assertThat(session.path("state").asText()).isEqualTo("idle");
    assertThat(session.path("user").asText()).isEqualTo("ana");
    assertThat(session.path("hostname").asText()).isEqualTo("mb-1");
    assertThat(session.path("platform").asText()).isEqualTo("darwin");
    assertThat(session.path("repository").asText()).isEqualTo("shop-api");
    assertThat(session.path("gitBranch").asText()).isEqualTo("fix/1");
    assertThat(session.path("agentVersion").asText()).isEqualTo("2.1.332");
    assertThat(session.path("tools").path("calls").asInt()).isEqualTo(1);
    assertThat(session.path("firstPrompt").asText()).startsWith("Add rate limiting");
    assertThat(types())
        .containsExactly(
            "session:started",
            "message:user",
            "tool:started",
            "tool:completed",
            "message:assistant",
            "session:idle");
  }

  @Test
  void aSessionWhoseStartWasMissedSaysAllThatItCan() {
    post(SAMPLES.payload("PreToolUse").toString(), "main");
    JsonNode session = hub.get(SESSION).body();
    assertThat(session.path("inferred").asBoolean()).isTrue();
    assertThat(session.path("state").asText()).isEqualTo("working");
    assertThat(session.path("cwd").asText()).isEqualTo("/home/dev/work/shop-api");
    assertThat(session.path("agent").asText()).isEqualTo("claude-code");
    assertThat(session.path("user").asText()).isEqualTo("ana");
    assertThat(session.path("gitBranch").asText()).isEqualTo("main");
  }

  @Test
  void aBranchIsToldWhenItChanges_andOnlyThen() {
    post(SAMPLES.payload("SessionStart").toString(), "main");
    post(SAMPLES.payload("UserPromptSubmit").toString(), "main");
    post(SAMPLES.payload("PostToolUse").toString(), "fix/1");
    post(SAMPLES.payload("Stop").toString(), "fix/1");
    assertThat(types()).containsOnlyOnce("session:updated");
    assertThat(hub.get(SESSION).body().path("gitBranch").asText()).isEqualTo("fix/1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {                                                       | 400 | bad-json
          []                                                      | 400 | bad-json
          {"a":1}                                                 | 422 | invalid-event
          {"hook_event_name":"Stop"}                              | 422 | invalid-event
          {"hook_event_name":"Stop","session_id":"a b"}           | 422 | invalid-event
          {"hook_event_name":"Stop","session_id":["x"]}           | 422 | invalid-event
          {"hook_event_name":{},"session_id":"s1"}                | 422 | invalid-event
          """)
  void whatIsNoPayloadIsRefusedWithTheReason(String body, int status, String code) {
    Answer answer = post(body, "main");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().path("code").asText()).isEqualTo(code);
    assertThat(answer.body().path("detail").asText()).startsWith("Expected ");
    assertThat(hub.position().sequence()).isZero();
    assertThat(hub.info().path("refusedHooks").asInt()).isEqualTo(status == 422 ? 1 : 0);
  }

  @Test
  void aHookThatFindsNoRoomIsNoFaultOfTheAgent_andIsCounted() {
    post(SAMPLES.payload("SessionStart").toString(), "main");
    for (int i = 0; i < Limits.OPEN_ASKS_MAX; i++) {
      hub.append(SESSION_ID, "interaction:awaiting-input", ",'askId':'a%d'".formatted(i));
    }
    long stored = hub.position().sequence();
    assertThat(post(SAMPLES.payload("PermissionRequest").toString(), "main").status())
        .isEqualTo(200);
    assertThat(hub.position().sequence()).isEqualTo(stored);
    assertThat(hub.info().path("refusedHooks").asInt()).isOne();
  }

  @Test
  void anAgentThatNobodyKnowsIsNotFound() {
    Answer answer = hub.post("/api/hooks/clippy", "{}");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().path("detail").asText()).contains("claude-code").contains("clippy");
  }

  @Test
  void fieldsOfAnyKindAreNoFault() {
    for (String name : SAMPLES.names()) {
      for (String field : List.copyOf(fieldNames(SAMPLES.payload(name)))) {
        ObjectNode odd = SAMPLES.payload(name);
        odd.set(field, odd.arrayNode().add(odd.objectNode().put("odd", 1e300)));
        assertThat(post(odd.toString(), "main").status()).as(name + " " + field).isLessThan(500);
      }
    }
  }

  /** With the headers of the hook's script. */
  private Answer post(String body, String branch) {
    return hub.send(
        HttpRequest.newBuilder(hub.uri("http", "/api/hooks/claude-code"))
            .header("Content-Type", "application/json")
            .header("X-Signalbox-User", "ana")
            .header("X-Signalbox-Host", "mb-1")
            .header("X-Signalbox-Platform", "Darwin")
            .header("X-Signalbox-Branch", branch)
            .header("X-Signalbox-Repository", "shop-api")
            .header("X-Signalbox-Agent-Version", "2.1.332")
            .header(
                "X-Signalbox-Time", ranAt.getEpochSecond() + ".%09d".formatted(ranAt.getNano() | 1))
            .POST(BodyPublishers.ofString(body)));
  }

  private List<String> types() {
    var types = new ArrayList<String>();
    hub.get(SESSION + "/events?after=0")
        .body()
        .path("events")
        .forEach(event -> types.add(event.at("/payload/type").asText()));
    return types;
  }

  private static List<String> fieldNames(ObjectNode payload) {
    return payload.properties().stream().map(field -> field.getKey()).toList();
  }
}

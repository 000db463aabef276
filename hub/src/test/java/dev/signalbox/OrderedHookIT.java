package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.TestHub.Answer;
import dev.signalbox.protocol.Json;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose hooks ask what it is to do, as the script sends them. */
@Timeout(60)
final class OrderedHookIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final HttpClient agent =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger calls = new AtomicInteger();
  @TempDir private Path folder;
  private TestHub hub;

  @BeforeEach
  void start() {
    hub = TestHub.start(folder);
    assertThat(tell("UserPromptSubmit").path("orders").asBoolean()).isFalse();
  }

  @AfterEach
  void stop() {
    agent.shutdownNow();
    hub.close();
  }

  @Test
  void aSessionSaysWhatItsAgentCanBeTold() {
    assertThat(session().path("controls").toString())
        .isEqualTo("[\"answer\",\"message\",\"pause\",\"cancel\"]");
    Answer refused = command("retry", ",'stepNumber':1");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("code").asText()).isEqualTo("unsupported-command");
    assertThat(refused.body().path("detail").asText())
        .isEqualTo("claude-code can be told message, pause, cancel from here, but not retry");
  }

  @Test
  void theNextCallIsToldToAsk_onlyWhileThereIsSomething() {
    assertThat(tell("PostToolUse").path("orders").asBoolean()).isFalse();
    command("pause", "");
    assertThat(tell("PostToolUse").path("orders").asBoolean()).isTrue();
    command("resume", "");
    assertThat(tell("PostToolUse").path("orders").asBoolean()).isFalse();
  }

  @Test
  void anUnknownWordIsAnOrdinaryReport_whichNobodyHolds() {
    command("pause", "");
    assertThat(body(ask("PreToolUse", "rubbish"))).contains("\"orders\":true");
  }

  @Test
  void aPauseHoldsTheCall_untilItIsResumed() {
    command("pause", "");
    assertThat(session().path("paused").asBoolean()).isTrue();
    var held = ask("PreToolUse", "take");
    awaitStatus("pause", "delivered");
    assertThat(newest("pause").path("at").asText()).isEqualTo("PreToolUse · Bash");
    command("resume", "");
    assertThat(body(held)).isEqualTo("{}");
    assertThat(newest("pause").path("status").asText()).isEqualTo("acknowledged");
    assertThat(newest("resume").path("status").asText()).isEqualTo("acknowledged");
    assertThat(session().has("paused")).isFalse();
  }

  @Test
  void aCancelEndsTheTurn_alsoOfOneThatIsHeld() {
    command("pause", "");
    var held = ask("PreToolUse", "take");
    awaitStatus("pause", "delivered");
    command("cancel", ",'by':'ana','reason':'wrong branch'");
    JsonNode told = json(body(held));
    assertThat(told.path("continue").asBoolean(true)).isFalse();
    assertThat(told.at("/hookSpecificOutput/permissionDecision").asText()).isEqualTo("deny");
    assertThat(told.path("stopReason").asText())
        .isEqualTo("Stopped by ana in Signalbox: wrong branch");
    awaitStatus("cancel", "acknowledged");
    assertThat(session().path("state").asText()).isEqualTo("idle");
    assertThat(command("cancel", "").body().path("code").asText()).isEqualTo("nothing-to-cancel");
  }

  @Test
  void aCancelStopsEveryCallOfTheTurn_alsoThoseThatCameTooLateForIt() {
    command("pause", "");
    var one = ask("PreToolUse", "take");
    var other = ask("PreToolUse", "take");
    awaitStatus("pause", "delivered");
    command("cancel", "");
    isStopped(one);
    isStopped(other);
    awaitStatus("cancel", "acknowledged");
    isStopped(ask("PreToolUse", "take"));
    assertThat(session().path("state").asText()).isEqualTo("idle");
  }

  @Test
  void aCancelIsNotLostWithTheCallThatIsHeld() {
    command("pause", "");
    var held = ask("PreToolUse", "take");
    awaitStatus("pause", "delivered");
    held.cancel(true);
    command("cancel", "");
    isStopped(ask("PreToolUse", "take"));
    awaitStatus("cancel", "acknowledged");
  }

  @Test
  void aCancelThatComesTooLateSaysSo() {
    command("cancel", "");
    tell("Stop");
    assertThat(newest("cancel").path("status").asText()).isEqualTo("expired");
    assertThat(newest("cancel").path("error").asText()).isEqualTo("The turn was over before");
  }

  @Test
  void messagesAreToldTogether_andReadOnceTheAgentGoesOn() {
    message("one");
    message("two");
    JsonNode told = json(body(ask("PreToolUse", "take")));
    assertThat(told.at("/hookSpecificOutput/additionalContext").asText())
        .isEqualTo(
            "Message from ana, sent through Signalbox: one\n\n"
                + "Message from ana, sent through Signalbox: two");
    awaitStatus("input", "delivered");
    tell("PostToolUse");
    awaitStatus("input", "acknowledged");
    assertThat(body(ask("PreToolUse", "take"))).isEqualTo("{}");
  }

  @Test
  void aSubagentIsToldNoMessage_itIsForTheMainAgent() {
    message("one");
    var ofSubagent = request("PreToolUse", ",\"agent_id\":\"a1\"");
    assertThat(body(ask(ofSubagent, "take"))).isEqualTo("{}");
    assertThat(newest("input").path("status").asText()).isEqualTo("queued");
    JsonNode told = json(body(ask("PreToolUse", "take")));
    assertThat(told.at("/hookSpecificOutput/additionalContext").asText()).endsWith("one");
  }

  @Test
  void messagesThatAreTooLongTogetherAreToldOneAfterTheOther() {
    message("x".repeat(5_000));
    message("y".repeat(5_000));
    assertThat(body(ask("PreToolUse", "take"))).contains("xx").doesNotContain("yy");
    assertThat(body(ask("PreToolUse", "take"))).contains("yy").doesNotContain("xx");
  }

  @Test
  void anIdleAgentThatWaitsHasAMessageAtOnce() {
    tell("Stop");
    var waiting = ask("Stop", "wait");
    message("look");
    assertThat(body(waiting)).isEqualTo("Message from ana, sent through Signalbox: look");
    awaitStatus("input", "delivered");
  }

  @Test
  void whoeverWatchesATurnHearsOfOrdersAtOnce() {
    var watching = ask("UserPromptSubmit", "watch");
    command("pause", "");
    assertThat(body(watching)).isEqualTo("{\"orders\":true}");
  }

  @Test
  void anAgentThatGoesAwayWhileItIsHeldLosesNothing() {
    message("one");
    command("pause", "");
    var held = ask("PreToolUse", "take");
    awaitStatus("pause", "delivered");
    held.cancel(true);
    command("resume", "");
    JsonNode told = json(body(ask("PreToolUse", "take")));
    assertThat(told.at("/hookSpecificOutput/additionalContext").asText()).endsWith("one");
  }

  private JsonNode tell(String event) {
    Answer answer = hub.send(request(event));
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  private CompletableFuture<HttpResponse<String>> ask(String event, String what) {
    return ask(request(event), what);
  }

  private CompletableFuture<HttpResponse<String>> ask(HttpRequest.Builder request, String what) {
    return agent.sendAsync(
        request.header("X-Signalbox-Orders", what).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String event) {
    return request(event, "");
  }

  /** More fields begin with a comma. */
  private HttpRequest.Builder request(String event, String more) {
    String payload =
        """
        {"session_id":"s1","cwd":"/srv","hook_event_name":"%s","prompt":"Hi","prompt_id":"p1",\
        "tool_name":"Bash","tool_input":{},"tool_use_id":"t1"%s}
        """
            .formatted(event, more);
    return HttpRequest.newBuilder(hub.uri("http", "/api/hooks/claude-code"))
        .header("Content-Type", "application/json")
        .header("X-Signalbox-Id", "c" + calls.incrementAndGet())
        .header("X-Signalbox-Controls", "answer message pause cancel")
        .POST(BodyPublishers.ofString(payload));
  }

  private Answer command(String type, String more) {
    return hub.post("/api/sessions/s1/commands", "{'type':'" + type + "'" + more + "}");
  }

  private void message(String text) {
    Answer sent = hub.post("/api/sessions/s1/input", "{'input':'" + text + "','by':'ana'}");
    assertThat(sent.status()).isEqualTo(201);
  }

  private JsonNode session() {
    return hub.get("/api/sessions/s1").body();
  }

  private JsonNode newest(String type) {
    for (JsonNode command : session().at("/detail/commands")) {
      if (command.path("type").asText().equals(type)) {
        return command;
      }
    }
    throw new AssertionError("No command " + type);
  }

  private void awaitStatus(String type, String wanted) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!newest(type).path("status").asText().equals(wanted)) {
      assertThat(System.nanoTime()).as("%s", newest(type)).isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static String body(CompletableFuture<HttpResponse<String>> call) {
    assertThat(call).succeedsWithin(SOON);
    assertThat(call.join().statusCode()).isEqualTo(200);
    return call.join().body().strip();
  }

  private static void isStopped(CompletableFuture<HttpResponse<String>> call) {
    assertThat(json(body(call)).path("continue").asBoolean(true)).isFalse();
  }

  private static JsonNode json(String text) {
    return Json.read(text, JsonNode.class);
  }
}

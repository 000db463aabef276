package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.AgentProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent on the hub's machine is killed, and says nothing any more. */
@Timeout(60)
final class AgentGoneIT {
  private static final Duration SECONDS = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  @TempDir private Path folder;
  private TestHub hub;
  private LocalProcess agent;

  @BeforeEach
  void start() throws IOException {
    hub = TestHub.start(folder);
    agent = LocalProcess.start();
  }

  @AfterEach
  void stop() {
    agent.close();
    hub.close();
    http.shutdownNow();
  }

  @Test
  void isLostWithinSeconds_whateverItDid() throws Exception {
    assertThat(hook("SessionStart", "idle", agent.named())).contains("\"watched\":true");
    hook("PreToolUse", "working", agent.named());
    hook("PermissionRequest", "asking", agent.named());
    hook("SessionStart", "ended", agent.named());
    hook("SessionEnd", "ended", agent.named());
    agent.kill();
    awaitState("idle", "lost");
    awaitState("working", "lost");
    awaitState("asking", "lost");
    assertThat(state("ended")).isEqualTo("ended");
    JsonNode last = hub.get("/api/sessions/idle/events?limit=1").body().path("events").path(0);
    assertThat(last.findValue("reason").asText()).isEqualTo("The agent's process is gone");
  }

  @Test
  void isFoundAfterARestart() throws Exception {
    hook("SessionStart", "s1", agent.named());
    hub.restart(Tuning.NONE.withHindsight(Duration.ZERO));
    agent.kill();
    awaitState("s1", "lost");
  }

  /** The agent ended while the hub was away; the spool has yet to say so. */
  @Test
  void isNotLost_whileItsSpoolMayTellItsEnd() throws Exception {
    hook("SessionStart", "s1", agent.named());
    hub.whileStopped(database -> agent.close());
    try (var other = LocalProcess.start()) {
      hook("SessionStart", "other", other.named());
      other.kill();
      awaitState("other", "lost");
    }
    assertThat(state("s1")).isEqualTo("idle");
    hook("SessionEnd", "s1", agent.named());
    assertThat(state("s1")).isEqualTo("ended");
  }

  @Test
  void aLateCallOfALostAgentDoesNotReviveItForLong() throws Exception {
    hook("SessionStart", "s1", agent.named());
    agent.kill();
    awaitState("s1", "lost");
    hook("PreToolUse", "s1", agent.named());
    awaitState("s1", "lost");
    JsonNode events = hub.get("/api/sessions/s1/events?type=session:lost").body().path("events");
    assertThat(events).hasSize(2);
  }

  /** In a container, or on another machine: the hub sees no such process, or another one. */
  @Test
  void isNeverLost_whenTheHubCannotSeeItsProcess() throws Exception {
    AgentProcess named = agent.named();
    var contained = new AgentProcess(named.pid(), "1", named.boot());
    var elsewhere = new AgentProcess(named.pid(), named.born(), "another-boot");
    assertThat(hook("SessionStart", "contained", contained)).contains("\"watched\":false");
    assertThat(hook("SessionStart", "elsewhere", elsewhere)).contains("\"watched\":false");
    hook("SessionStart", "here", named);
    agent.kill();
    awaitState("here", "lost");
    assertThat(state("contained")).isEqualTo("idle");
    assertThat(state("elsewhere")).isEqualTo("idle");
  }

  @Test
  void isLost_whenTheScriptSaysThatItIsGone_unlessItsSessionHasEnded() throws Exception {
    send(request("SessionStart", "s1"));
    send(request("SessionStart", "s2"));
    send(request("SessionEnd", "s2"));
    send(request("SessionStart", "s1").header("X-Signalbox-Gone", "yes"));
    send(request("SessionStart", "s2").header("X-Signalbox-Gone", "yes"));
    assertThat(state("s1")).isEqualTo("lost");
    assertThat(state("s2")).isEqualTo("ended");
  }

  @Test
  void whatTheScriptCouldNotKeepIsAWarning() throws Exception {
    send(request("UserPromptSubmit", "s1").header("X-Signalbox-Missing", "312"));
    JsonNode events = hub.get("/api/sessions/s1/events?type=warning:occurred").body();
    assertThat(events.findValue("warning").asText()).startsWith("312 hook calls are missing");
  }

  private String hook(String event, String session, AgentProcess process) throws Exception {
    return send(
        request(event, session)
            .header("X-Signalbox-Pid", Long.toString(process.pid()))
            .header("X-Signalbox-Born", String.valueOf(process.born()))
            .header("X-Signalbox-Boot", process.boot()));
  }

  private HttpRequest.Builder request(String event, String session) {
    String payload =
        """
        {"session_id":"%s","cwd":"/srv","hook_event_name":"%s","prompt":"Hi","tool_name":"Bash",\
        "tool_input":{},"tool_use_id":"t1"}
        """
            .formatted(session, event);
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + hub.port() + "/api/hooks/claude-code"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(payload));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private void awaitState(String session, String wanted) {
    long end = System.nanoTime() + SECONDS.toNanos();
    while (!state(session).equals(wanted)) {
      assertThat(System.nanoTime()).as("%s is %s", session, state(session)).isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private String state(String session) {
    return hub.get("/api/sessions/" + session).body().path("state").asText();
  }
}

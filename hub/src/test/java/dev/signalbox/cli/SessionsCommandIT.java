package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionsCommandIT {
  private RunningHub hub;

  @BeforeEach
  void open(@TempDir Path folder) {
    hub = new RunningHub(folder);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void listsThoseThatNeedSomebodyFirst() throws InterruptedException {
    start("done", "'title':'Done'");
    hub.tell("done", "session:ended", "{'reason':'logout','summary':'Merged as #7'}");
    start("busy", "'title':'Busy','gitBranch':'main','user':'ana','hostname':'mb-1'");
    hub.tell("busy", "tool:started", "{'toolName':'Bash','input':{'command':'npm test'}}");
    start("idle", "'title':'Idle'");
    start("asks", "'title':'Asks','agent':'codex'");
    hub.tell("asks", "interaction:awaiting-input", "{'kind':'question','question':'Left?'}");

    List<String> lines = hub.typed("sessions").lines();
    assertThat(lines.getFirst()).startsWith("STATE").contains("SESSION", "ACTIVITY");
    assertThat(lines.get(1)).matches("◆ needs you +\\ds +Asks +app +codex +Left\\?");
    assertThat(lines.get(2))
        .matches("● working +\\ds +Busy +app · main +ana@mb-1 +Bash · npm test");
    assertThat(lines.get(3)).matches("○ idle +\\ds +Idle +app");
    assertThat(lines.get(4)).matches("✓ ended +\\ds +Done +app +Merged as #7");
    assertThat(lines.getLast()).isEqualTo("needs you 1 · working 1 · idle 1 · ended 1");
  }

  @Test
  void fitsTheScreen_andHasColoursThere() throws InterruptedException {
    start("s1", "'title':'" + "A long title ".repeat(10) + "','user':'ana','hostname':'mb-1'");
    Typed narrow = hub.typedOnScreen(60, "sessions");
    assertThat(narrow.out()).contains("\u001b[2m○ idle");
    assertThat(narrow.lines())
        .allSatisfy(
            line -> assertThat(line.replaceAll("\u001b\\[[0-9;]*m", "")).hasSizeBetween(0, 60));
    assertThat(hub.typed("sessions").out())
        .doesNotContain("\u001b")
        .contains("A long title A long");
  }

  @Test
  void obeysNothing_thatASessionSays() throws InterruptedException {
    start("s1", "'title':'\\u001b[2Jcleared \\u009b31mred','user':'an\\u0007a'");
    String shown = hub.typedOnScreen(200, "sessions").out().replaceAll("\u001b\\[[0-9;]*m", "");
    assertThat(shown).contains("cleared red").contains("ana").doesNotContain("\u001b", "\u009b");
    assertThat(hub.typed("sessions", "--json").out())
        .contains("\\u009b31m")
        .doesNotContain("\u009b");
  }

  @Test
  void showsOnlyWhatIsAskedFor() throws InterruptedException {
    start("a", "'title':'One','user':'ana'");
    start("b", "'title':'Two','user':'kim'");
    hub.tell("b", "message:user", "{'text':'Go'}");
    assertThat(hub.typed("sessions", "--user", "ana").out()).contains("One").doesNotContain("Two");
    assertThat(hub.typed("sessions", "--state", "working,needs_you").out())
        .contains("Two")
        .doesNotContain("One");
    assertThat(hub.typed("sessions", "--user", "nobody").lines())
        .containsExactly("No session matches.");
  }

  @Test
  void leavesOutWhatEndedBeforeToday_andSaysSo() throws InterruptedException {
    Instant before = Instant.now().minus(Duration.ofDays(2));
    hub.tell("old", "session:started", "{'cwd':'/srv/app','title':'Old'}", before);
    hub.tell("old", "session:ended", "{'reason':'logout'}", before);
    start("new", "'title':'New'");
    Typed now = hub.typed("sessions");
    assertThat(now.out()).contains("New").doesNotContain("Old");
    assertThat(now.lines().getLast())
        .isEqualTo("1 ended earlier: signalbox sessions --state ended,failed --url " + hub.url());
    assertThat(hub.typed("sessions", "--state", "ended,failed").out()).contains("Old");
  }

  @Test
  void printsTheHubsAnswerAsItIs() throws InterruptedException {
    start("s1", "'title':'One'");
    ObjectNode answer = Json.read(hub.typed("sessions", "--json").out(), ObjectNode.class);
    assertThat(answer.path("count").asInt()).isEqualTo(1);
    assertThat(answer.at("/sessions/0/id").asText()).isEqualTo("s1");
    assertThat(answer.path("position").asText())
        .isEqualTo(hub.client().info().position().toString());
  }

  @Test
  void saysHowToBegin_whenThereIsNothing() {
    assertThat(hub.typed("sessions").lines())
        .containsExactly(
            "No sessions yet. Connect an agent: signalbox connect claude-code --url " + hub.url());
  }

  @Test
  void saysWhatToDo_whenThereIsNoHub() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    String nowhere = "http://127.0.0.1:" + port;
    Typed typed = Typed.command("sessions", "--url", nowhere + "/");
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.err().lines())
        .containsExactly(
            "signalbox: No hub answers at "
                + nowhere
                + ". Start one with 'signalbox serve', or name another with --url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:4680", "http://127.0.0.1:99999", "http://127.0.0.1:0"})
  void wantsAnAddress(String url) {
    Typed typed = Typed.command("sessions", "--url", url);
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err())
        .startsWith("signalbox: Expected --url as http://host:port, but got '" + url + "'");
  }

  private void start(String sessionId, String fields) throws InterruptedException {
    hub.tell(sessionId, "session:started", "{'cwd':'/srv/app'," + fields + "}");
  }
}

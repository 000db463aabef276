package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.cli.connect.Surroundings;
import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.client.HubProblemException;
import dev.signalbox.protocol.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A script asks, and a person answers over HTTP. */
@Timeout(90)
final class AskCommandIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private RunningHub hub;

  @BeforeEach
  void open() {
    hub = new RunningHub(folder);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void printsTheAnswer_andNothingElse() throws InterruptedException {
    var typed = ask("Deploy?", "--option", "yes", "--option", "no");
    JsonNode ask = awaitAsk();
    assertThat(ask.path("kind").asText()).isEqualTo("question");
    assertThat(ask.path("options")).extracting(JsonNode::asText).containsExactly("yes", "no");
    answer(ask, "{'input':'yes'}");
    assertThat(typed.join()).isEqualTo(new Typed(0, "yes\n", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'decision':'allow'}                   | 0 | allow | ''",
        "{'decision':'deny'}                    | 1 | deny  | ''",
        "{'decision':'deny','message':'Not on Friday'} | 1 | deny  | signalbox: Not on Friday",
      })
  void approves_orDenies(String request, int exitCode, String out, String err)
      throws InterruptedException {
    var typed = ask("Deploy?", "--approve");
    answer(awaitAsk(), request);
    assertThat(typed.join().exitCode()).isEqualTo(exitCode);
    assertThat(typed.join().out().strip()).isEqualTo(out);
    assertThat(typed.join().err().strip()).isEqualTo(err);
  }

  @Test
  void asksInASessionOfItsOwn_whichEndsWithIt() throws InterruptedException {
    var typed = ask("Which branch?");
    JsonNode ask = awaitAsk();
    String id = ask.path("sessionId").asText();
    JsonNode session = get("/api/sessions/" + id);
    assertThat(session.path("agent").asText()).isEqualTo("script");
    assertThat(session.path("title").asText()).isEqualTo("Which branch?");
    assertThat(session.path("cwd").asText()).isEqualTo(folder.toString());
    assertThat(session.path("user").asText()).isEqualTo(System.getProperty("user.name"));
    assertThat(session.path("state").asText()).isEqualTo("needs_you");
    answer(ask, "{'input':'main'}");
    assertThat(typed.join().out()).isEqualTo("main\n");
    assertThat(get("/api/sessions/" + id).path("state").asText()).isEqualTo("ended");
  }

  @ParameterizedTest
  @CsvSource({"SIGNALBOX_SESSION", "CLAUDE_CODE_SESSION_ID", "CODEX_THREAD_ID"})
  void asksInTheSessionThatItRunsIn_whichGoesOn(String variable) throws InterruptedException {
    hub.tell("s1", "session:started", "{'cwd':'/srv/app'}");
    var typed = askIn(Map.of(variable, "s1"), "Deploy?");
    JsonNode ask = awaitAsk();
    assertThat(ask.path("sessionId").asText()).isEqualTo("s1");
    answer(ask, "{'input':'yes'}");
    assertThat(typed.join().exitCode()).isZero();
    assertThat(get("/api/sessions/s1").path("status").asText()).isEqualTo("in_progress");
  }

  @Test
  void asksInTheSessionThatIsNamed() throws InterruptedException {
    hub.tell("s1", "session:started", "{'cwd':'/srv/app','title':'Billing'}");
    var typed = askIn(Map.of("SIGNALBOX_SESSION", "other"), "Deploy?", "--session", "billing");
    JsonNode ask = awaitAsk();
    assertThat(ask.path("sessionId").asText()).isEqualTo("s1");
    answer(ask, "{'input':'yes'}");
    assertThat(typed.join().exitCode()).isZero();
  }

  @Test
  void asksInASessionOfItsOwn_whenTheHubDoesNotKnowTheAgents() throws InterruptedException {
    var typed = askIn(Map.of("CLAUDE_CODE_SESSION_ID", "unknown"), "Deploy?");
    JsonNode ask = awaitAsk();
    assertThat(ask.path("sessionId").asText()).isNotEqualTo("unknown");
    answer(ask, "{'input':'yes'}");
    assertThat(typed.join().exitCode()).isZero();
  }

  @Test
  void ridesOverARestartOfTheHub() throws InterruptedException {
    var typed = ask("Deploy?", "--option", "yes");
    JsonNode ask = awaitAsk();
    hub.restart();
    answer(ask, "{'input':'yes'}");
    assertThat(typed.join()).isEqualTo(new Typed(0, "yes\n", ""));
  }

  @Test
  void givesUp_whenNobodyAnswersInTime() throws InterruptedException {
    Typed typed = ask("Deploy?", "--wait", "1s").join();
    assertThat(typed).isEqualTo(new Typed(3, "", "signalbox: Nobody answered in time\n"));
  }

  @Test
  void saysWhyItWasClosed() throws InterruptedException {
    hub.tell("s1", "session:started", "{'cwd':'/srv/app'}");
    var typed = ask("Deploy?", "--session", "s1");
    awaitAsk();
    hub.tell("s1", "session:ended", "{}");
    assertThat(typed.join()).isEqualTo(new Typed(4, "", "signalbox: The session has ended\n"));
  }

  @Test
  void printsTheAskAsTheHubTellsIt() throws InterruptedException {
    var typed = ask("Deploy?", "--json");
    answer(awaitAsk(), "{'input':'yes','by':'ana'}");
    JsonNode printed = Json.read(typed.join().out(), ObjectNode.class);
    assertThat(printed.path("status").asText()).isEqualTo("answered");
    assertThat(printed.path("by").asText()).isEqualTo("ana");
  }

  @Test
  void aLongAnswerIsPrintedWhole() throws InterruptedException {
    var typed = ask("Which?");
    String text = "x".repeat(30_000);
    answer(awaitAsk(), "{'input':'" + text + "'}");
    assertThat(typed.join().out()).isEqualTo(text + "\n");
  }

  @Test
  void takesTheQuestionBack_whenItIsEnded() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("signalbox.jar"),
                "ask",
                "Deploy?",
                "--url",
                hub.url())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    JsonNode ask = awaitAsk();
    process.destroy();
    assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    JsonNode closed = get("/api/asks/" + ask.path("askId").asText());
    assertThat(closed.path("reason").asText()).isEqualTo("Withdrawn by whoever asked");
    assertThat(get("/api/sessions/" + ask.path("sessionId").asText()).path("state").asText())
        .isEqualTo("ended");
  }

  @Test
  void saysWhenThereIsNoHub() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Typed typed =
        Typed.command("ask", "Deploy?", "--wait", "1s", "--url", "http://127.0.0.1:" + port);
    assertThat(typed.exitCode()).isEqualTo(5);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).startsWith("signalbox: No hub answers at http://127.0.0.1:" + port);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--wait=soon         | expected a time like 90s, 10m or 1h30m, but got 'soon'",
        "--wait=0s           | Expected --wait from 1s to 7d, but got 0s",
        "--wait=8d           | Expected --wait from 1s to 7d, but got 691200s",
        "--session=nonsense  | There is no session 'nonsense'",
      })
  void refusesWhatItCannotDo(String option, String said) {
    Typed typed = hub.typed("ask", "Deploy?", option);
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains(said);
  }

  @Test
  void whatTheHubRefuses_leavesNoSessionOpen() throws InterruptedException {
    Typed typed = hub.typed("ask", "Deploy?", "--wait=1s", "--option", "x".repeat(2_000_000));
    assertThat(typed.exitCode()).isEqualTo(4);
    assertThat(typed.err()).contains("Expected");
    JsonNode sessions = get("/api/sessions").path("sessions");
    assertThat(sessions).hasSize(1).allMatch(it -> it.path("state").asText().equals("ended"));
  }

  private CompletableFuture<Typed> ask(String... words) {
    return askIn(Map.of(), words);
  }

  /** Types it in another thread, with no more variables than those. */
  private CompletableFuture<Typed> askIn(Map<String, String> variables, String... words) {
    var around =
        new Surroundings(variables::get, folder, folder, new BufferedReader(Reader.nullReader()));
    var all = new ArrayList<>(List.of("ask"));
    all.addAll(List.of(words));
    all.addAll(List.of("--url", hub.url()));
    return CompletableFuture.supplyAsync(
            () -> Typed.in(around, Terminal.Kind.PLAIN, all.toArray(String[]::new)))
        .orTimeout(60, TimeUnit.SECONDS);
  }

  private JsonNode awaitAsk() throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    while (true) {
      JsonNode asks = get("/api/asks").path("asks");
      if (!asks.isEmpty()) {
        return asks.path(0);
      }
      assertThat(System.nanoTime()).as("No ask came").isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
  }

  private void answer(JsonNode ask, String request)
      throws InterruptedException, HubProblemException {
    String path = "/api/asks/" + ask.path("askId").asText() + "/answer";
    hub.client().post(path, RunningHub.json(request));
  }

  private JsonNode get(String path) throws InterruptedException {
    return Json.read(hub.client().get(path), ObjectNode.class);
  }
}

package dev.signalbox.agents.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agents.script.StandInHub.Answer;
import dev.signalbox.agents.script.StandInHub.Received;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Claude Code's permission prompt: the script waits for the hub beside the terminal's dialog. */
@Timeout(60)
final class AskScriptIT extends ScriptStage {
  private static final String PROMPT =
      "{\"session_id\":\"s1\",\"hook_event_name\":\"PermissionRequest\",\"tool_name\":\"Bash\"}";
  private static final String ALLOWED =
      "{\"hookSpecificOutput\":{\"hookEventName\":\"PermissionRequest\",\"decision\":"
          + "{\"behavior\":\"allow\"}}}";
  private static final String PID = Long.toString(ProcessHandle.current().pid());
  private static final Map<String, String> ATTENDED =
      Map.of("CLAUDE_CODE_SESSION_ATTENDED", "1", "CLAUDE_PID", PID);

  @Test
  void printsWhatTheHubDecides() throws Exception {
    hub.answer(new Answer(200, "application/json", " ".repeat(200) + ALLOWED));
    assertThat(script.run(PROMPT, ATTENDED)).isEqualTo(ALLOWED + "\n");
    assertThat(hub.received().header("X-Signalbox-Dialog")).isEqualTo("held 3590");
    assertThat(hub.isQuiet()).isTrue();
  }

  @Test
  void printsNothing_whenTheHubDecidesNothing() throws Exception {
    hub.answer(new Answer(200, "application/json", "{}"));
    assertThat(script.run(PROMPT, ATTENDED)).isEmpty();
  }

  @Test
  void onlyReports_whenNobodyIsAtTheTerminal() throws Exception {
    hub.answer(Answer.NEVER);
    assertThat(script.run(PROMPT, Map.of("CLAUDE_CODE_SESSION_ATTENDED", "0"))).isEmpty();
    assertThat(hub.received().header("X-Signalbox-Dialog")).isEmpty();
  }

  /** Claude Code would take a failure for a no. */
  @Test
  void onlyReports_whenThereIsNoPlaceToWaitIn() throws Exception {
    Path noFolder = Files.createFile(folder.resolve("no folder"));
    var environment = new HashMap<>(ATTENDED);
    environment.put("XDG_STATE_HOME", noFolder.toString());
    assertThat(script.run(PROMPT, environment)).isEmpty();
    assertThat(hub.received().header("X-Signalbox-Dialog")).isEmpty();
  }

  @Test
  void endsWithTheDialog_andSaysThatItWasAnswered() throws Exception {
    assertThat(ended("busy").header("X-Signalbox-Dialog")).isEqualTo("answered");
  }

  @Test
  void endsWithTheDialog_andSaysThatTheTurnWasInterrupted() throws Exception {
    assertThat(ended("idle").header("X-Signalbox-Dialog")).isEqualTo("interrupted");
  }

  /** Each look at what Claude Code does takes a line of a pipe, and waits for it. */
  @Test
  void saysSo_whenItsTerminalWasFirst() throws Exception {
    Path pipe = script.home().resolve(".claude/sessions/" + PID + ".json");
    Files.createDirectories(pipe.getParent());
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    hub.answer(Answer.NEVER);
    Process waiting = ask();
    hub.received();
    try (var looks = new RandomAccessFile(pipe.toFile(), "rw")) {
      looks.writeBytes(doing("waiting") + "\n");
      var unread = new FileInputStream(looks.getFD());
      script.spool().await("a look", () -> unread.available() == 0);
      hub.answer(Answer.TAKEN);
      hub.answerLate(new Answer(200, "application/json", ALLOWED));
      script.spool().await("the answer", () -> script.spool().talk().contains("200"));
      looks.writeBytes((doing("busy") + "\n").repeat(2));
      assertThat(printed(waiting)).isEqualTo(ALLOWED + "\n");
    }
    assertThat(hub.received().header("X-Signalbox-Dialog")).isEqualTo("late");
  }

  @Test
  void toldToStopWhileTheDialogIsOpen_itSaysNothing() throws Exception {
    hub.answer(Answer.NEVER);
    agentIs("waiting");
    Process waiting = ask();
    hub.received();
    waiting.toHandle().destroy();
    assertThat(waiting.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(hub.isQuiet()).isTrue();
  }

  @Test
  void asksAgain_whenTheHubIsBack_byTheSameName() throws Exception {
    hub.goAway();
    agentIs("waiting");
    Process waiting = ask();
    Spool spool = script.spool();
    spool.await("the call that could not be sent", () -> spool.calls().size() == 1);
    hub.answer(new Answer(200, "application/json", ALLOWED));
    hub.comeBack();
    assertThat(printed(waiting)).isEqualTo(ALLOWED + "\n");
    var both = hub.received(2);
    assertThat(both).extracting(it -> it.header("X-Signalbox-Dialog")).contains("held 3590");
    assertThat(both.getFirst().header("X-Signalbox-Id"))
        .isEqualTo(both.getLast().header("X-Signalbox-Id"));
  }

  @Test
  void asksAgain_whenTheHubGoesInTheMiddleOfItsAnswer() throws Exception {
    hub.answer(Answer.CUT);
    agentIs("waiting");
    Process waiting = ask();
    hub.received();
    hub.answer(new Answer(200, "application/json", ALLOWED));
    assertThat(printed(waiting)).isEqualTo(ALLOWED + "\n");
  }

  private Received ended(String next) throws Exception {
    hub.answer(Answer.NEVER);
    agentIs("waiting");
    Process waiting = ask();
    hub.received();
    hub.answer(Answer.TAKEN);
    agentIs(next);
    assertThat(printed(waiting)).isEmpty();
    assertThat(waiting.waitFor()).isZero();
    return hub.received();
  }

  /** Starts the script with the prompt; it waits for the hub then. */
  private Process ask() throws IOException {
    Process waiting = script.start(ATTENDED);
    ScriptRun.feed(waiting, PROMPT);
    return waiting;
  }

  /** All that it prints; waits for its end. */
  private static String printed(Process waiting) throws IOException {
    return new String(waiting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private void agentIs(String doing) throws IOException {
    Path sessions = Files.createDirectories(script.home().resolve(".claude/sessions"));
    Files.writeString(sessions.resolve(PID + ".json"), doing(doing));
  }

  private static String doing(String status) {
    return "{\"pid\":" + PID + ",\"status\":\"" + status + "\"}";
  }
}

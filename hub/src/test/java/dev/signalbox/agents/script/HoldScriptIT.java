package dev.signalbox.agents.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agents.script.StandInHub.Answer;
import dev.signalbox.agents.script.StandInHub.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A prompt that is not shown while the script waits for the hub, where its user wants that. */
@Timeout(60)
final class HoldScriptIT extends ScriptStage {
  private static final String PROMPT =
      "{\"session_id\":\"s1\",\"hook_event_name\":\"PermissionRequest\",\"tool_name\":\"Bash\"}";
  private static final String ALLOWED = "{\"hookSpecificOutput\":{}}";

  @Test
  void printsWhatTheHubDecides() throws Exception {
    hub.answer(new Answer(200, "application/json", " ".repeat(200) + ALLOWED));
    assertThat(printed(holding("30", PROMPT))).isEqualTo(ALLOWED + "\n");
    Received asked = hub.received();
    assertThat(asked.header("X-Signalbox-Dialog")).isEqualTo("held 30");
    assertThat(asked.header("X-Signalbox-Controls")).isEqualTo("answer");
    assertThat(asked.path()).isEqualTo("/api/hooks/codex");
    assertThat(hub.isQuiet()).isTrue();
  }

  @Test
  void everyCallOfTheSessionSaysThatItCanBeAnswered() throws Exception {
    assertThat(printed(holding("30", PROMPT.replace("PermissionRequest", "PreToolUse")))).isEmpty();
    Received told = hub.received();
    assertThat(told.header("X-Signalbox-Dialog")).isEmpty();
    assertThat(told.header("X-Signalbox-Controls")).isEqualTo("answer");
  }

  @Test
  void letsThePromptCome_whenTheHubIsAway_andTellsOfItLater() throws Exception {
    hub.goAway();
    assertThat(printed(holding("600", PROMPT))).isEmpty();
    Spool spool = script.spool();
    spool.await("the call that could not be sent", () -> spool.calls().size() == 1);
    hub.comeBack();
    assertThat(hub.received().header("X-Signalbox-Dialog")).isEmpty();
  }

  @Test
  void letsThePromptCome_whenTheHubNeverAnswers() throws Exception {
    hub.answer(Answer.NEVER);
    assertThat(printed(holding("1", PROMPT))).isEmpty();
  }

  @Test
  void toldToStop_itSaysThatTheTurnWasInterrupted() throws Exception {
    hub.answer(Answer.NEVER);
    Process waiting = holding("600", PROMPT);
    hub.received();
    hub.answer(Answer.TAKEN);
    waiting.toHandle().destroy();
    assertThat(waiting.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(hub.received().header("X-Signalbox-Dialog")).isEqualTo("interrupted");
  }

  private Process holding(String seconds, String payload) throws IOException {
    var command = script.command("hold", seconds);
    command.set(command.indexOf("claude-code"), "codex");
    Process process = script.builder(Map.of(), command).start();
    ScriptRun.feed(process, payload);
    return process;
  }

  private static String printed(Process process) throws IOException, InterruptedException {
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return printed;
  }
}

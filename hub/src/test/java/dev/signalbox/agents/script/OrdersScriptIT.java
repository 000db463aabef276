package dev.signalbox.agents.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agents.script.StandInHub.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The script asks the hub what to do when the hub has said that there is something. */
@Timeout(60)
final class OrdersScriptIT extends ScriptStage {
  private static final String STOPPED = "{\"continue\":false}";
  private static final Answer ORDERS =
      new Answer(200, "application/json", "{\"watched\":true,\"orders\":true}");
  private static final Answer STOP = new Answer(200, "application/json", STOPPED);
  private static final Map<String, String> ATTENDED = Map.of("CLAUDE_CODE_SESSION_ATTENDED", "1");

  @Test
  void goesOnAtOnce_whileThereAreNone() throws Exception {
    assertThat(script.run(call("PreToolUse"))).isEmpty();
    assertThat(hub.received().header("X-Signalbox-Orders")).isEmpty();
    assertThat(hub.isQuiet()).isTrue();
  }

  @Test
  void asksBeforeTheNextCall_onceTheHubHasSaidSo_andPrintsTheAnswer() throws Exception {
    hub.answer(ORDERS);
    script.run(call("PostToolUse"));
    hub.received();
    awaitOrders();
    hub.answer(STOP);
    assertThat(script.run(call("PreToolUse"))).isEqualTo(STOPPED + "\n");
    assertThat(hub.received().header("X-Signalbox-Orders")).isEqualTo("take");
  }

  @Test
  void reportsAsEver_whenTheHubIsAway_andAsksNoMore() throws Exception {
    hub.answer(ORDERS);
    script.run(call("PostToolUse"));
    hub.received();
    awaitOrders();
    hub.goAway();
    assertThat(script.run(call("PreToolUse"))).isEmpty();
    assertThat(script.spool().orders().resolve("s1")).doesNotExist();
    Spool spool = script.spool();
    spool.await("the call that could not be sent", () -> spool.calls().size() == 1);
  }

  @Test
  void reportsOn_whenItCannotNoteThatThereAreOrders() throws Exception {
    hub.answer(ORDERS);
    Path state = script.home().resolve(".local/state/signalbox");
    Files.createFile(Files.createDirectories(state).resolve("orders"));
    script.run(call("PostToolUse"));
    hub.received();
    Spool spool = script.spool();
    spool.await("the end of what was sent", () -> spool.calls().isEmpty());
  }

  @Test
  void wakesTheAgentWithAMessage_atTheEndOfItsTurn() throws Exception {
    hub.answer(new Answer(200, "text/plain", "Message from ana:\nlook at the docs"));
    Process waiting = wait(ATTENDED);
    assertThat(new String(waiting.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("Message from ana:\nlook at the docs\n");
    assertThat(waiting.waitFor()).isEqualTo(9);
    assertThat(hub.received().header("X-Signalbox-Orders")).isEqualTo("wait");
  }

  @Test
  void waitsOn_whenTheHubGoesInTheMiddleOfItsAnswer() throws Exception {
    hub.answer(Answer.CUT);
    Process waiting = wait(ATTENDED);
    hub.received();
    hub.answer(new Answer(200, "text/plain", "Look at the docs"));
    assertThat(new String(waiting.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("Look at the docs\n");
  }

  @Test
  void waitsForNobody_whenNobodyIsAtTheTerminal() throws Exception {
    Process waiting = wait(Map.of("CLAUDE_CODE_SESSION_ATTENDED", "0"));
    assertThat(waiting.waitFor()).isZero();
    assertThat(hub.isQuiet()).isTrue();
  }

  @Test
  void theNextPromptEndsTheWaiting() throws Exception {
    hub.answer(Answer.NEVER);
    Process waiting = wait(ATTENDED);
    hub.received();
    hub.answer(Answer.TAKEN);
    script.run(call("UserPromptSubmit"), ATTENDED);
    assertThat(waiting.waitFor()).isZero();
  }

  private void awaitOrders() throws IOException {
    Path order = script.spool().orders().resolve("s1");
    script.spool().await("orders for s1", () -> Files.exists(order));
  }

  private Process wait(Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>(script.command("wait"));
    Process waiting = script.builder(environment, command).start();
    ScriptRun.feed(waiting, call("Stop"));
    return waiting;
  }

  private static String call(String event) {
    return "{\"session_id\":\"s1\",\"hook_event_name\":\"%s\",\"tool_name\":\"Bash\"}"
        .formatted(event);
  }
}

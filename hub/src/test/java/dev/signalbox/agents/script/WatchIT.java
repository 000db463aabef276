package dev.signalbox.agents.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agents.script.StandInHub.Answer;
import dev.signalbox.agents.script.StandInHub.Received;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent of a hub that cannot see its process: the script looks after it. */
@Timeout(60)
final class WatchIT {
  private static final String START =
      "{\"session_id\":\"s1\",\"hook_event_name\":\"SessionStart\"}";
  private static final String END = "{\"session_id\":\"s1\",\"hook_event_name\":\"SessionEnd\"}";

  @TempDir private Path folder;
  private StandInHub hub;
  private ScriptRun script;
  private Process agent;

  @BeforeEach
  void open() throws IOException {
    hub = new StandInHub();
    hub.answer(new Answer(200, "application/json", "{}"));
    script = new ScriptRun(folder, hub.url());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StandInAgent.class.getName()));
    command.addAll(script.command());
    agent = script.builder(Map.of(), command).start();
  }

  @AfterEach
  void close() {
    agent.destroyForcibly();
    hub.close();
    script.close();
  }

  @Test
  void reportsAnAgentThatVanished() throws Exception {
    hook(START);
    Received start = hub.received();
    assertThat(start.header("X-Signalbox-Pid")).isEqualTo(Long.toString(agent.pid()));
    script.spool().await("a watch", () -> !Spool.list(script.spool().watched()).isEmpty());
    agent.destroyForcibly().waitFor();
    Received gone = hub.received();
    assertThat(gone.header("X-Signalbox-Gone")).isEqualTo("yes");
    assertThat(gone.body()).isEqualTo(START);
    assertThat(gone.header("X-Signalbox-Id")).isNotEqualTo(start.header("X-Signalbox-Id"));
    script.spool().await("no watch", () -> Spool.list(script.spool().watched()).isEmpty());
  }

  /** Its start was kept for so long that it has ended meanwhile, or it cannot be found at all. */
  @ParameterizedTest
  @ValueSource(strings = {"X-Signalbox-Pid: 4194303\n", ""})
  void anAgentThatIsGoneHoldsUpNothing(String header) throws Exception {
    script.spool().put("1700000000.1-0000001.s.0.s0", "claude-code\n" + header + "\n" + START);
    script.run(END);
    assertThat(hub.received(2)).extracting(Received::body).containsExactly(START, END);
    script.spool().await("nothing", () -> script.spool().calls().isEmpty());
    assertThat(Spool.list(script.spool().watched())).isEmpty();
  }

  @Test
  void looksNoLonger_whenTheSessionHasEnded() throws Exception {
    hook(START);
    hub.received();
    script.spool().await("a watch", () -> !Spool.list(script.spool().watched()).isEmpty());
    hook(END);
    assertThat(hub.received().body()).isEqualTo(END);
    assertThat(Spool.list(script.spool().watched())).isEmpty();
  }

  @Test
  void leavesItToAHubThatSeesTheProcess() throws Exception {
    hub.answer(Answer.TAKEN);
    hook(START);
    hub.received();
    hook(END);
    hub.received();
    assertThat(script.spool().watched()).doesNotExist();
  }

  private void hook(String payload) throws IOException {
    Writer lines = agent.outputWriter(StandardCharsets.UTF_8);
    lines.write(payload + "\n");
    lines.flush();
  }
}

package dev.signalbox.agents.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HookCommandTest {
  private static final String HUB = "http://h:1";

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:4680", "http://[::1]:4680", "https://hub.lan"})
  void knowsItsOwnLines_whereverTheScriptIs(String hub) {
    for (Agent agent : Agents.ALL) {
      for (Place place :
          List.of(
              agent.home().ofUser(name -> null, Path.of("/home/ana")),
              agent.home().ofUser(name -> null, Path.of("/home/o'neil b")),
              agent.home().ofProject(Path.of("/srv/app")))) {
        String line = new HookCommand(place.command(), agent.name(), URI.create(hub)).line();
        assertThat(HookCommand.isOurs(line)).as(line).isTrue();
        assertThat(HookCommand.hub(line)).as(line).hasValue(hub);
        assertThat(HookCommand.hold(line)).as(line).isZero();
      }
    }
  }

  @Test
  void knowsForHowLongItHoldsPrompts() {
    String line = new HookCommand("/h/hooks/signalbox.sh", "codex", URI.create(HUB), 30).line();
    assertThat(line).isEqualTo("/h/hooks/signalbox.sh codex http://h:1 hold 30 || true");
    assertThat(HookCommand.hub(line)).hasValue(HUB);
    assertThat(HookCommand.hold(line)).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/h/.claude/hooks/signalbox.sh http://hub.lan:9000 || true",
        "'/a b/hooks/signalbox.sh' http://hub.lan:9000 || true",
        "\"$CLAUDE_PROJECT_DIR\"/.claude/hooks/signalbox.sh 'http://hub.lan:9000' || true"
      })
  void knowsItsLinesOfOld_whichNameNoAgent(String line) {
    assertThat(HookCommand.hub(line)).hasValue("http://hub.lan:9000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "say done",
        "/x/hooks/other.sh http://h || true",
        "/x/hooks/signalbox.sh http://h",
        "/x/hooks/signalbox.sh codex || true",
        "cat /x/hooks/signalbox.sh",
        "/x/hooks/signalbox.sh codex http://h || true; rm -r /",
        "/x/hooks/signalbox.sh codex http://h hold || true",
        "/x/hooks/signalbox.sh codex http://h hold 0 || true",
        "/x/hooks/signalbox.sh codex http://h hold 30; rm -r / || true"
      })
  void takesNobodyElsesForItsOwn(String line) {
    assertThat(HookCommand.isOurs(line)).isFalse();
    assertThat(HookCommand.hub(line)).isEmpty();
  }
}

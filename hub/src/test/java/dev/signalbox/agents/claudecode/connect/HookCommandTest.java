package dev.signalbox.agents.claudecode.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HookCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:4680", "http://[::1]:4680", "https://hub.lan"})
  void knowsItsOwnLines_whereverTheScriptIs(String hub) {
    for (Place place :
        new Place[] {
          Place.ofUser(name -> null, Path.of("/home/ana")),
          Place.ofUser(name -> null, Path.of("/home/o'neil b")),
          Place.ofProject(Path.of("/srv/app"))
        }) {
      String line = new HookCommand(place.command(), URI.create(hub)).line();
      assertThat(HookCommand.isOurs(line)).isTrue();
      assertThat(HookCommand.hub(line)).hasValue(hub);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "say done",
        "/x/hooks/other.sh http://h || true",
        "/x/hooks/signalbox.sh http://h",
        "cat /x/hooks/signalbox.sh",
        "/x/hooks/signalbox.sh http://h || true; rm -r /"
      })
  void takesNobodyElsesForItsOwn(String line) {
    assertThat(HookCommand.isOurs(line)).isFalse();
    assertThat(HookCommand.hub(line)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2.1.111 (Claude Code), true",
    "2.0.60 (Claude Code),  true",
    "1.9.999,               true",
    "2.1.112 (Claude Code), false",
    "2.1.332 (Claude Code), false",
    "2.2.0,                 false",
    "3.0.0,                 false",
  })
  void knowsWhichVersionsAreTooOld(String said, boolean isTooOld) {
    assertThat(ClaudeVersion.parse(said)).map(ClaudeVersion::isTooOld).hasValue(isTooOld);
  }

  @Test
  void asksACommandForItsVersion_ifThereIsOne() {
    assertThat(ClaudeVersion.ask("/does/not/exist")).isEmpty();
    assertThat(ClaudeVersion.ask("true")).isEmpty();
    assertThat(ClaudeVersion.parse("Claude 2.1.332")).isEmpty();
  }
}

package dev.signalbox.agents.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentVersionTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "2.1.332 (Claude Code),           2.1.332",
    "codex-cli 0.169.0,               0.169.0",
    "0.61.0,                          0.61.0",
    "1.18.33,                         1.18.33",
    "'GitHub Copilot CLI 1.0.102.',   1.0.102",
    "v1.2.3-beta.4,                    1.2.3",
    "2026.09.18-7ae6800,              2026.9.18",
  })
  void readsAVersion_howeverItIsSaid(String said, String version) {
    assertThat(AgentVersion.parse(said)).map(AgentVersion::toString).hasValue(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown command", "1.2", "a1.2.3", "x127.0.0.1"})
  void whatIsNoVersionIsNone(String said) {
    assertThat(AgentVersion.parse(said)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1.9.999, true",
    "2.0.60,  true",
    "2.1.111, true",
    "2.1.112, false",
    "2.1.332, false",
    "2.2.0,   false",
    "3.0.0,   false",
  })
  void knowsWhichVersionsAreTooOld(String version, boolean isTooOld) {
    Program claude = Known.agent("claude-code").program();
    var found = new Program.Found("claude", AgentVersion.parse(version).orElseThrow());
    assertThat(claude.isTooOld(found)).isEqualTo(isTooOld);
    assertThat(claude.isTooOld(new Program.Found("claude", null))).isFalse();
  }

  @Test
  void findsAProgramOnThePath_andAsksItForItsVersion() throws IOException {
    Program cursor = Known.agent("cursor").program();
    assertThat(cursor.find(name -> null)).isEmpty();
    assertThat(cursor.find(name -> folder.toString())).isEmpty();
    install("cursor", "echo noise >&2; echo 1.7.54; echo 2c1f x64");
    assertThat(cursor.find(name -> "/does/not/exist::" + folder))
        .hasValue(new Program.Found("cursor", new AgentVersion(1, 7, 54)));
    install("cursor-agent", "exit 1");
    assertThat(cursor.find(name -> folder.toString()))
        .hasValue(new Program.Found("cursor-agent", null));
  }

  private void install(String command, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(command), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

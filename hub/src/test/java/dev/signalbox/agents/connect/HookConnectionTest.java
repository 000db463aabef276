package dev.signalbox.agents.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agents.script.HookScript;
import dev.signalbox.agents.settings.Plan;
import dev.signalbox.agents.settings.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HookConnectionTest {
  private static final URI HUB = URI.create("http://127.0.0.1:4680");
  private static final String THEIRS =
      "{\n    \"model\": \"opus\",\n    \"hooks\": { \"Stop\": [] }\n}";

  @TempDir private Path home;
  private Path settings;
  private AgentConnection connection;

  @BeforeEach
  void open() throws IOException {
    connection = Known.agent("claude-code").ofUser(name -> null, home);
    settings = connection.settings();
    Files.createDirectories(home.resolve(".claude"));
  }

  @ParameterizedTest
  @ValueSource(strings = {THEIRS, "{}", "{ }", "", " \n", "\uFEFF{\r\n\t\"a\": 1\r\n}\r\n"})
  void disconnectingRestoresTheFileToTheByte(String before) throws IOException {
    Files.writeString(settings, before);
    connection.connect(HUB, Telemetry.ON).apply();
    assertThat(connection.hub()).hasValue(HUB.toString());
    connection.disconnect().apply();
    assertThat(Files.readString(settings)).isEqualTo(before);
    assertThat(files()).containsExactly("settings.json");
  }

  @Test
  void aFileThatWasNotThereIsGoneAgain() throws IOException {
    connection.connect(HUB, Telemetry.ON).apply();
    assertThat(files()).containsExactly("hooks", "hooks/signalbox.sh", "settings.json");
    connection.disconnect().apply();
    assertThat(home.resolve(".claude")).doesNotExist();
  }

  @Test
  void connectingTwiceChangesNothing() throws IOException {
    Files.writeString(settings, THEIRS);
    connection.connect(HUB, Telemetry.ON).apply();
    assertThat(connection.connect(HUB, Telemetry.ON).isEmpty()).isTrue();
  }

  @Test
  void anotherHubKeepsTheBackupOfBefore() throws IOException {
    Files.writeString(settings, THEIRS);
    connection.connect(HUB, Telemetry.ON).apply();
    connection.connect(URI.create("http://hub.lan:9000"), Telemetry.KEEP).apply();
    assertThat(connection.hub()).hasValue("http://hub.lan:9000");
    connection.disconnect().apply();
    assertThat(settings).hasContent(THEIRS);
  }

  @Test
  void whatHasChangedSinceStays_andOnlyOursGoes() throws IOException {
    Files.writeString(settings, THEIRS);
    connection.connect(HUB, Telemetry.ON).apply();
    String changed = Files.readString(settings).replace("\"opus\"", "\"sonnet\"");
    Files.writeString(settings, changed);
    connection.disconnect().apply();
    assertThat(settings).hasContent("{\n    \"model\": \"sonnet\"\n}");
    assertThat(files()).containsExactly("settings.json", "settings.json.signalbox-backup");
  }

  @Test
  void aBackupThatSomebodyBrokeIsNotUsed() throws IOException {
    Files.writeString(settings, THEIRS);
    connection.connect(HUB, Telemetry.ON).apply();
    Path backup = settings.resolveSibling("settings.json.signalbox-backup");
    for (String broken : List.of("nonsense", Files.readString(settings))) {
      Files.writeString(backup, broken);
      Plan plan = connection.disconnect();
      assertThat(plan.changes().getFirst().after()).isEqualTo("{\n    \"model\": \"opus\"\n}");
    }
  }

  @Test
  void disconnectingWithoutConnectingChangesNothing() throws IOException {
    assertThat(connection.disconnect().isEmpty()).isTrue();
    Files.writeString(settings, THEIRS);
    assertThat(connection.disconnect().isEmpty()).isTrue();
  }

  @Test
  void anOlderScriptIsReplaced_andSomebodyElsesStays() throws IOException {
    Files.writeString(settings, THEIRS);
    connection.connect(HUB, Telemetry.ON).apply();
    Path script = settings.resolveSibling("hooks/signalbox.sh");
    Files.writeString(script, "#!/bin/sh\n# by signalbox connect claude-code, of old\n");
    connection.connect(HUB, Telemetry.ON).apply();
    assertThat(script).hasContent(HookScript.text()).isExecutable();
    Files.writeString(script, "#!/bin/sh\necho mine\n");
    connection.disconnect().apply();
    assertThat(script).exists();
  }

  @Test
  void settingsThatAreNoJsonStayAsTheyAre() throws IOException {
    Files.writeString(settings, "{ // comment\n}");
    assertThatThrownBy(() -> connection.connect(HUB, Telemetry.ON))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("line 1, column 3")
        .hasMessageContaining("Nothing was changed in " + settings);
    assertThat(files()).containsExactly("settings.json");
  }

  @Test
  void hugeSettingsAreEditedAsWell() throws IOException {
    String huge = "{\n  \"big\": \"" + "x".repeat(3_000_000) + "\",\n  \"last\": 1\n}\n";
    Files.writeString(settings, huge);
    connection.connect(HUB, Telemetry.ON).apply();
    connection.disconnect().apply();
    assertThat(Files.readString(settings)).isEqualTo(huge);
  }

  @Test
  void linesOfOldBecomeNewOnes_andTheSettingsOfBeforeAreKept() throws IOException {
    Files.writeString(settings, THEIRS);
    connection.connect(HUB, Telemetry.ON).apply();
    String connected = Files.readString(settings);
    String old = connected.replace("signalbox.sh claude-code http", "signalbox.sh http");
    Files.writeString(settings, old);
    assertThat(connection.hub()).hasValue(HUB.toString());
    connection.connect(HUB, Telemetry.ON).apply();
    assertThat(settings).hasContent(connected);
    connection.disconnect().apply();
    assertThat(settings).hasContent(THEIRS);
  }

  @ParameterizedTest
  @MethodSource("dev.signalbox.agents.connect.Known#withHooks")
  void everyAgentIsConnected_onceOnly_andTakenBackToTheByte(String name) throws IOException {
    Agent agent = Known.agent(name);
    Path project = home.resolve("work");
    for (AgentConnection place :
        List.of(agent.ofUser(variable -> null, home), agent.ofProject(project))) {
      for (String before : List.of("", "{}", "{\r\n\t\"a\": [1]\r\n}\r\n", "\uFEFF{\"b\":{}}")) {
        Files.createDirectories(place.settings().getParent());
        Files.writeString(place.settings(), before);
        place.connect(HUB, Telemetry.ON).apply();
        assertThat(place.hub()).hasValue(HUB.toString());
        assertThat(place.connect(HUB, Telemetry.ON).isEmpty()).isTrue();
        place.disconnect().apply();
        assertThat(Files.readString(place.settings())).isEqualTo(before);
      }
      Files.delete(place.settings());
      place.connect(HUB, Telemetry.ON).apply();
      place.disconnect().apply();
      assertThat(place.settings()).doesNotExist();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.signalbox.agents.connect.Known#withHooks")
  void aProjectsSettingsGetNoTelemetry(String name) throws IOException {
    AgentConnection project = Known.agent(name).ofProject(home);
    project.connect(HUB, Telemetry.ON).apply();
    assertThat(project.telemetry()).isEqualTo(TelemetryState.IMPOSSIBLE);
    assertThat(project.settings()).content().doesNotContainIgnoringCase("telemetry");
  }

  private List<String> files() throws IOException {
    Path folder = home.resolve(".claude");
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(it -> !it.equals(folder))
          .map(it -> folder.relativize(it).toString())
          .sorted()
          .toList();
    }
  }
}

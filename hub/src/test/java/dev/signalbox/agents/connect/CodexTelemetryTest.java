package dev.signalbox.agents.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codex has its settings for telemetry in files beside the one with the hooks. */
final class CodexTelemetryTest {
  private static final URI HUB = URI.create("http://127.0.0.1:4680");
  private static final String THEIRS = "model = \"gpt-5\"\r\n\r\n[tui] # mine\r\ntheme = 'dark'";

  @TempDir private Path home;
  private Path config;
  private Path variables;
  private AgentConnection codex;

  @BeforeEach
  void open() throws IOException {
    codex = Known.agent("codex").ofUser(name -> null, home);
    config = home.resolve(".codex/config.toml");
    variables = home.resolve(".codex/.env");
    Files.createDirectories(home.resolve(".codex"));
    Files.writeString(config, THEIRS);
  }

  @Test
  void goesToTheEndOfItsFiles_onceOnly() throws IOException {
    codex.connect(HUB, Telemetry.ON).apply();
    assertThat(Files.readString(config))
        .isEqualTo(
            THEIRS
                + "\r\n# by signalbox connect codex, for tokens and cost\r\n"
                + "[otel.exporter.\"otlp-http\"]\r\n"
                + "endpoint = \"http://127.0.0.1:4680/v1/logs\"\r\n"
                + "protocol = \"binary\"");
    assertThat(variables).hasContent("OTEL_EXPORTER_OTLP_LOGS_TIMEOUT=500\n");
    assertThat(codex.telemetry()).isEqualTo(TelemetryState.OURS);
    assertThat(codex.connect(HUB, Telemetry.ON).isEmpty()).isTrue();
  }

  @Test
  void disconnectingRestoresThemToTheByte() throws IOException {
    codex.connect(HUB, Telemetry.ON).apply();
    codex.disconnect().apply();
    assertThat(Files.readString(config)).isEqualTo(THEIRS);
    assertThat(variables).doesNotExist();
  }

  @Test
  void whatCodexAddsBelowOursStays() throws IOException {
    codex.connect(HUB, Telemetry.ON).apply();
    String added = "\r\n\r\n[projects.\"/work\"]\r\ntrust_level = \"trusted\"\r\n";
    Files.writeString(config, Files.readString(config) + added);
    codex.disconnect().apply();
    assertThat(Files.readString(config)).isEqualTo(THEIRS + "\r\n" + added.substring(2));
  }

  @Test
  void followsTheHooksToAnotherHub() throws IOException {
    codex.connect(HUB, Telemetry.ON).apply();
    codex.connect(URI.create("http://hub.lan:9000"), Telemetry.KEEP).apply();
    assertThat(Files.readString(config))
        .contains("http://hub.lan:9000/v1/logs")
        .doesNotContain("4680");
  }

  @Test
  void goesWhenItIsNotWantedAnyMore() throws IOException {
    codex.connect(HUB, Telemetry.ON).apply();
    codex.connect(HUB, Telemetry.OFF).apply();
    assertThat(Files.readString(config)).isEqualTo(THEIRS);
    assertThat(codex.hub()).hasValue(HUB.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[otel]\nlog_user_prompt = false\n",
        "[ otel . exporter ]\n",
        "[\"otel\"]\n",
        "otel = { exporter = \"none\" }\n",
        "otel.environment = \"prod\"\n",
        "[otel.trace_exporter.otlp-grpc]\n"
      })
  void telemetryOfSomebodyElseIsLeftAlone(String text) throws IOException {
    Files.writeString(config, text);
    codex.connect(HUB, Telemetry.ON).apply();
    assertThat(codex.telemetry()).isEqualTo(TelemetryState.OTHERS);
    assertThat(config).hasContent(text);
    assertThat(variables).doesNotExist();
    codex.disconnect().apply();
    assertThat(config).hasContent(text);
  }

  @Test
  void variablesOfSomebodyElseAreLeftAlone() throws IOException {
    Files.writeString(variables, "export OTEL_EXPORTER_OTLP_TIMEOUT=9000\n");
    codex.connect(HUB, Telemetry.ON).apply();
    assertThat(config).hasContent(THEIRS);
  }
}

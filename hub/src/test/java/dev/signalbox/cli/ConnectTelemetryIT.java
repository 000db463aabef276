package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.connect.Surroundings;
import dev.signalbox.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens and cost come with the one command, where the agent takes no harm from it. */
final class ConnectTelemetryIT {
  /** Nobody is there: connecting needs no hub. */
  private static final String HUB = "http://127.0.0.1:1";

  private static final String LEFT_OUT = "Tokens and cost are left out: ";

  @TempDir private Path home;
  private final Map<String, String> environment = new HashMap<>();
  private Path claude;
  private Path gemini;
  private Path codex;

  @BeforeEach
  void prepare() throws IOException {
    claude = home.resolve(".claude/settings.json");
    gemini = home.resolve(".gemini/settings.json");
    codex = home.resolve(".codex/config.toml");
    for (Path file : new Path[] {claude, gemini, codex}) {
      Files.createDirectories(file.getParent());
    }
    Files.writeString(codex, "model = \"m\"\n");
  }

  @Test
  void isShown_andGoesWithTheHooks() throws IOException {
    assertThat(connect("claude-code").out())
        .contains("+    \"OTEL_EXPORTER_OTLP_LOGS_ENDPOINT\": \"" + HUB + "/v1/logs\"")
        .doesNotContain(LEFT_OUT);
    assertThat(connect("codex").out())
        .contains("+++ ~/.codex/config.toml")
        .contains("+endpoint = \"" + HUB + "/v1/logs\"")
        .contains("+OTEL_EXPORTER_OTLP_LOGS_TIMEOUT=500");
    typed("disconnect", "--all", "--yes");
    assertThat(claude).doesNotExist();
    assertThat(codex).hasContent("model = \"m\"\n");
    assertThat(home.resolve(".codex/.env")).doesNotExist();
  }

  @Test
  void isLeftOut_whenNobodyWantsIt() {
    connect("claude-code");
    Typed typed = connect("claude-code", "--no-telemetry");
    assertThat(typed.out()).doesNotContain(LEFT_OUT);
    assertThat(claude).content().contains("signalbox.sh").doesNotContain("OTEL_");
  }

  @Test
  void isOnDemandOnly_whereAnAgentWouldEndLate() {
    assertThat(connect("gemini-cli").out())
        .contains(LEFT_OUT + "with them it ends late while the hub is away")
        .contains("By hand: \"telemetry\": { \"enabled\": true");
    assertThat(gemini).content().doesNotContain("telemetry");
    assertThat(connect("gemini-cli", "--telemetry").out()).doesNotContain(LEFT_OUT);
    assertThat(gemini).content().contains("\"otlpEndpoint\": \"" + HUB + "\"");
    assertThat(connect("gemini-cli").out()).contains("Nothing to change");
  }

  @Test
  void isLeftOut_whereTheHubIsBehindALogin_nowAndLater() throws IOException {
    assertThat(connect("claude-code", "--token", "sb_secret").out())
        .contains(LEFT_OUT + "the hub is behind a login");
    assertThat(claude).content().doesNotContain("OTEL_");
    assertThat(connect("codex").out())
        .contains(LEFT_OUT + "the hub is behind a login")
        .contains("By hand:\n  in .env:\n    OTEL_EXPORTER_OTLP_LOGS_TIMEOUT=500\n")
        .contains("  in config.toml:\n")
        .contains("\n    [otel.exporter.\"otlp-http\"]\n");
    try (Stream<Path> files = Files.list(codex.getParent())) {
      assertThat(files).doesNotContain(home.resolve(".codex/.env"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--telemetry"})
  void leavesTelemetryOfSomebodyElseAlone(String option) throws IOException {
    String theirs = "{\"env\": {\"OTEL_EXPORTER_OTLP_ENDPOINT\": \"http://collector:4318\"}}";
    Files.writeString(claude, theirs);
    assertThat(connect("claude-code", option.isEmpty() ? "--yes" : option).out())
        .contains(LEFT_OUT + "telemetry is set already, and was left alone.")
        .contains("By hand: \"env\": { \"CLAUDE_CODE_ENABLE_TELEMETRY\": \"1\"");
    assertThat(claude).content().contains("collector").doesNotContain("LOGS_ENDPOINT");
    typed("disconnect", "claude-code", "--yes");
    assertThat(claude).hasContent(theirs);
  }

  @Test
  void leavesVariablesOfTheShellAlone() {
    environment.put("OTEL_EXPORTER_OTLP_HEADERS", "key=secret");
    assertThat(connect("claude-code").out())
        .contains(LEFT_OUT + "OTEL_EXPORTER_OTLP_HEADERS is set here, and was left alone.");
    assertThat(claude).content().doesNotContain("OTEL_");
  }

  private Typed connect(String agent, String... options) {
    return typed(
        Stream.concat(Stream.of("connect", agent, "--yes", "--url", HUB), Stream.of(options))
            .distinct()
            .toArray(String[]::new));
  }

  private Typed typed(String... words) {
    var input = new BufferedReader(new StringReader(""));
    var around = new Surroundings(environment::get, home, home.resolve("work"), input);
    return Typed.in(around, Terminal.Kind.PLAIN, words);
  }
}

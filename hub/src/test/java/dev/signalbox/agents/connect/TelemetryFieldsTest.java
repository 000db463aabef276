package dev.signalbox.agents.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agents.settings.JsonText;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TelemetryFieldsTest {
  private static final URI HUB = URI.create("http://127.0.0.1:4680");
  private static final Path NOWHERE = Path.of("nowhere");

  private final TelemetrySettings claude = Known.format("claude-code").telemetry();
  private final TelemetrySettings gemini = Known.format("gemini-cli").telemetry();

  @Test
  void claudeCodeSendsItsRecordsAlone_afterTheVariablesThatAreThere() {
    JsonText before = JsonText.parse("{\n  \"env\": {\n    \"EDITOR\": \"vi\"\n  }\n}\n");
    JsonText after = claude.into(before, HUB);
    assertThat(after.text())
        .isEqualTo(
            """
            {
              "env": {
                "EDITOR": "vi",
                "CLAUDE_CODE_ENABLE_TELEMETRY": "1",
                "CLAUDE_CODE_OTEL_SHUTDOWN_TIMEOUT_MS": "500",
                "OTEL_LOGS_EXPORTER": "otlp",
                "OTEL_EXPORTER_OTLP_LOGS_PROTOCOL": "http/protobuf",
                "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT": "http://127.0.0.1:4680/v1/logs"
              }
            }
            """);
    assertThat(claude.outOf(after).text()).isEqualTo(before.text());
  }

  @Test
  void geminiIsToldWithoutPrompts_whateverCommentsThereAre() {
    JsonText before = JsonText.parseWithComments("{\n  // mine\n  \"theme\": \"dark\" // too\n}");
    JsonText after = gemini.into(before, HUB);
    assertThat(after.text())
        .isEqualTo(
            """
            {
              // mine
              "theme": "dark", // too
              "telemetry": {
                "enabled": true,
                "target": "local",
                "otlpProtocol": "http",
                "otlpEndpoint": "http://127.0.0.1:4680",
                "logPrompts": false
              }
            }\
            """);
    assertThat(gemini.outOf(after).text()).isEqualTo(before.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{ }", "{\"a\":1}", "{\r\n\t\"env\": { \"A\": \"1\" }\r\n}\r\n"})
  void twiceIsOnce_andAnotherHubTakesTheirPlace(String settings) {
    JsonText before = JsonText.parse(settings);
    JsonText once = claude.into(before, HUB);
    URI other = URI.create("https://hub.lan:9000");
    assertThat(claude.into(once, HUB).text()).isEqualTo(once.text());
    assertThat(claude.into(once, other).text()).isEqualTo(claude.into(before, other).text());
    assertThat(claude.areOurs(claude.into(once, other), NOWHERE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          claude-code | {"env": {"CLAUDE_CODE_ENABLE_TELEMETRY": "0"}}
          claude-code | {"env": {"OTEL_METRICS_EXPORTER": "otlp"}}
          claude-code | {"env": {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318"}}
          claude-code | {"env": []}
          gemini-cli  | {"telemetry": {"enabled": false}}
          qwen-code   | {"telemetry": {"outfile": "t.log"}}
          """)
  void whatSomebodyElseHasSetIsLeftAlone(String agent, String settings) {
    TelemetrySettings telemetry = Known.format(agent).telemetry();
    JsonText json = JsonText.parse(settings);
    assertThat(telemetry.state(json, NOWHERE)).isEqualTo(TelemetryState.OTHERS);
    assertThat(telemetry.into(json, HUB).text()).isEqualTo(settings);
    assertThat(telemetry.outOf(json).text()).isEqualTo(settings);
  }

  @Test
  void oursThatSomebodyChangedAreSomebodyElses() {
    JsonText changed =
        JsonText.parse(claude.into(JsonText.parse("{}"), HUB).text().replace("500", "2000"));
    assertThat(claude.state(changed, NOWHERE)).isEqualTo(TelemetryState.OTHERS);
    assertThat(claude.outOf(changed).text()).isEqualTo(changed.text());
  }

  @ParameterizedTest
  @CsvSource({
    "claude-code, HARMLESS",
    "codex,       HARMLESS",
    "gemini-cli,  HARMFUL",
    "qwen-code,   HARMFUL",
    "copilot-cli, IMPOSSIBLE",
    "cursor,      IMPOSSIBLE",
  })
  void onlyWhereItCannotBeNoticedIsItAddedUnasked(String agent, TelemetryState state) {
    assertThat(Known.format(agent).telemetry().state(JsonText.parse("{}"), NOWHERE))
        .isEqualTo(state);
  }

  @Test
  void saysWhatToSetByHand() {
    assertThat(gemini.byHand(HUB))
        .isEqualTo(
            "\"telemetry\": { \"enabled\": true, \"target\": \"local\", \"otlpProtocol\": \"http\","
                + " \"otlpEndpoint\": \"http://127.0.0.1:4680\", \"logPrompts\": false }");
  }
}

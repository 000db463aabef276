package dev.signalbox.agents.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.otlp.Finding.Kind;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every sample becomes, by the table in {@code otlp/findings.txt}. */
final class DialectsTest {
  private static final Path TABLE = Path.of("src/test/resources/otlp/findings.txt");
  private static final Instant NOW = Instant.parse("2026-11-26T09:20:00Z");

  /** An event that a sample must become. A field that is {@code "-"} must be absent. */
  record Expected(Kind kind, String type, ObjectNode fields) {}

  static List<String> samples() {
    return Samples.names();
  }

  @Test
  void everySampleIsInTheTable() throws IOException {
    assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(Samples.names());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleBecomesWhatTheTableSays(String name) throws IOException {
    List<Finding> found = found(name);
    List<Expected> expected = table().getOrDefault(name, List.of());
    assertThat(found.stream().map(it -> it.kind() + " " + it.event().type()).toList())
        .isEqualTo(expected.stream().map(it -> it.kind() + " " + it.type()).toList());
    for (int i = 0; i < found.size(); i++) {
      assertFields(found.get(i), expected.get(i).fields());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyEventSaysHowItCame_andHasAnIdOfItsRecord(String name) {
    List<Finding> found = found(name);
    assertThat(found)
        .allSatisfy(it -> {
          assertThat(it.event().body().path("via").asText()).isEqualTo("otlp");
          assertThat(it.event().eventId()).isNotNull();
        });
    assertThat(found.stream().map(it -> it.event().eventId()).toList())
        .doesNotHaveDuplicates()
        .isEqualTo(found(name).stream().map(it -> it.event().eventId()).toList());
  }

  @Test
  void aSessionThatTelemetryAnnouncesSaysWhoRunsItWhere() {
    ObjectNode start = sessions("genai/v1_traces").getFirst().start().body();
    assertThat(start.path("user").asText()).isEqualTo("ana");
    assertThat(start.path("hostname").asText()).isEqualTo("batch-7");
    assertThat(start.path("platform").asText()).isEqualTo("linux");
    assertThat(start.path("agent").asText()).isEqualTo("travel-planner");
    assertThat(start.path("agentVersion").asText()).isEqualTo("3.1.0");
    assertThat(start.path("inferred").asBoolean()).isTrue();
  }

  @Test
  void aSessionBeginsWithWhatIsUnderstood_orWhenItIsAnnounced() {
    Findings announced = read(logs("gemini-cli", record(1, "gemini_cli.config", "s1")));
    assertThat(parts(announced).getFirst().begin()).hasSize(1);
    assertThat(sessions("codex/log.conversation_starts")).isEmpty();
    assertThat(sessions("claude-code/log.permission_mode_changed").getFirst().begin()).isEmpty();
  }

  @Test
  void aFloodOfWhatNobodyKnowsIsBounded() {
    int flood = SessionFindings.KEPT_MAX + 50;
    String records =
        IntStream.rangeClosed(1, flood)
            .mapToObj(time -> record(time, "new", "s1"))
            .collect(Collectors.joining(","));
    Findings findings = read(claudeCode(records));
    assertThat(findings.sessions().iterator().next().parts(1_000).getFirst().findings())
        .hasSize(SessionFindings.KEPT_MAX);
    assertThat(findings.ignored()).isEqualTo(50);
  }

  @Test
  void aRecordThatBreaksARuleIsRefused_andItsNeighboursAreTaken() {
    Findings findings =
        read(
            claudeCode(
                record(1, "api_request", "no session") + "," + record(2, "api_request", "s1")));
    assertThat(findings.refused()).isOne();
    assertThat(findings.refusal()).startsWith("Expected a session id");
    assertThat(findings.sessions()).hasSize(1);
  }

  @Test
  void spansThatAreEachOthersParentsAreNoEndlessLoop() {
    String span =
        """
        {'traceId':'0a','spanId':'%s','parentSpanId':'%s','attributes':[
          {'key':'gen_ai.operation.name','value':{'stringValue':'invoke_agent'}}]}
        """;
    String spans = span.formatted("01", "02") + "," + span.formatted("02", "01");
    String body = "{'resourceSpans':[{'scopeSpans':[{'spans':[" + spans + "]}]}]}";
    Findings findings = read(decode(Signal.TRACES, body));
    assertThat(findings.sessions().iterator().next().parts(10).getFirst().findings()).hasSize(4);
  }

  private static String record(int time, String event, String sessionId) {
    return """
    {'timeUnixNano':'%d','attributes':[{'key':'event.name','value':{'stringValue':'%s'}},
      {'key':'session.id','value':{'stringValue':'%s'}}]}
    """
        .formatted(time, event, sessionId);
  }

  private static void assertFields(Finding found, ObjectNode expected) {
    JsonNode body = found.event().body();
    for (Map.Entry<String, JsonNode> field : expected.properties()) {
      JsonNode value = body.path(field.getKey());
      if (field.getValue().asText().equals("-")) {
        assertThat(value.isMissingNode()).as(field.getKey() + " of " + body).isTrue();
      } else {
        assertThat(value.toString())
            .as(field.getKey() + " of " + body)
            .isEqualTo(field.getValue().toString());
      }
    }
  }

  private static List<Finding> found(String name) {
    return sessions(name).stream().flatMap(part -> part.findings().stream()).toList();
  }

  private static List<SessionFindings.Part> sessions(String name) {
    return parts(read(OtlpIntake.decode(Samples.signal(name), Encoding.JSON, Samples.json(name))));
  }

  private static List<SessionFindings.Part> parts(Findings findings) {
    return findings.sessions().stream().flatMap(session -> session.parts(1_000).stream()).toList();
  }

  private static Findings read(Telemetry telemetry) {
    return OtlpIntake.read(OtlpIntake.dialects(Prices.listed()), telemetry, new Findings(NOW));
  }

  private static Telemetry claudeCode(String records) {
    return logs("claude-code", records);
  }

  private static Telemetry logs(String service, String records) {
    return decode(
        Signal.LOGS,
        "{'resourceLogs':[{'resource':{'attributes':[{'key':'service.name',"
            + "'value':{'stringValue':'"
            + service
            + "'}}]},'scopeLogs':[{'logRecords':["
            + records
            + "]}]}]}");
  }

  private static Telemetry decode(Signal signal, String singleQuoted) {
    byte[] body = singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return OtlpIntake.decode(signal, Encoding.JSON, body);
  }

  private static Map<String, List<Expected>> table() throws IOException {
    var table = new LinkedHashMap<String, List<Expected>>();
    List<Expected> events = new ArrayList<>();
    for (String line : Files.readAllLines(TABLE)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] columns = line.split(" +", 4);
      if (!columns[0].isEmpty()) {
        events = new ArrayList<>();
        table.put(columns[0], events);
      }
      if (columns.length == 4) {
        String fields = columns[3].replace('\'', '"');
        events.add(
            new Expected(
                Kind.valueOf(columns[1]),
                columns[2],
                Json.own(fields.getBytes(StandardCharsets.UTF_8))));
      }
    }
    return table;
  }
}

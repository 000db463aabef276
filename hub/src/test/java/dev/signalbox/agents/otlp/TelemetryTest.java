package dev.signalbox.agents.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of either encoding become the same model. */
final class TelemetryTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:20:00Z");

  static List<String> samples() {
    return Samples.names();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void jsonAndProtobufReadTheSame(String name) {
    Telemetry fromJson = OtlpIntake.decode(Samples.signal(name), Encoding.JSON, Samples.json(name));
    Telemetry fromProtobuf =
        OtlpIntake.decode(Samples.signal(name), Encoding.PROTOBUF, Samples.protobuf(name));
    assertThat(fromProtobuf).isEqualTo(fromJson);
    assertThat(fromJson.logs().size() + fromJson.spans().size() + fromJson.points()).isPositive();
  }

  @Test
  void numbersMayBeStrings_enumsNames_andIdsOfAnyCase() {
    Span span =
        spans(
                """
                {'traceId':'0AF7651916CD43DD8448EB211C80319C','spanId':'b7ad6b7169203331',
                 'startTimeUnixNano':'1795425300000000001','endTimeUnixNano':1795425301500000000,
                 'status':{'code':'STATUS_CODE_ERROR','message':'no'},
                 'attributes':[{'key':'a','value':{'intValue':'9007199254740993'}},
                               {'key':'b','value':{'intValue':7}}]}
                """)
            .getFirst();
    assertThat(span.ids().traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(span.ids().parentId()).isEmpty();
    assertThat(span.start()).isEqualTo(Instant.ofEpochSecond(1_795_425_300, 1));
    assertThat(span.millis()).isEqualTo(1_499);
    assertThat(span.failure()).isEqualTo("no");
    assertThat(span.own().path("a").longValue()).isEqualTo(9_007_199_254_740_993L);
    assertThat(span.attributes().number("b")).isEqualTo(7);
  }

  @Test
  void valuesOfEveryKindAreRead_andNoneIsAbsent() {
    var own =
        logs("""
        {'attributes':[
          {'key':'text','value':{'stringValue':'x'}},
          {'key':'flag','value':{'boolValue':true}},
          {'key':'decimal','value':{'doubleValue':0.5}},
          {'key':'bytes','value':{'bytesValue':'AQI='}},
          {'key':'list','value':{'arrayValue':{'values':[{'intValue':1},{}]}}},
          {'key':'map','value':{'kvlistValue':{'values':[
             {'key':'in','value':{'stringValue':'y'}}]}}},
          {'key':'nothing','value':{}},
          {'key':'odd','value':{'newValue':1}},
          {'key':5,'value':{'stringValue':'z'}}]}
        """)
            .getFirst()
            .own();
    assertThat(own.toString())
        .isEqualTo(
            "{\"text\":\"x\",\"flag\":true,\"decimal\":0.5,\"bytes\":\"AQI=\",\"list\":[1],"
                + "\"map\":{\"in\":\"y\"}}");
  }

  @Test
  void aTimeThatIsMissingIsTheObserved_thenAnAttribute_thenNow() {
    List<LogRecord> logs =
        logs(
            """
            {'timeUnixNano':'0','observedTimeUnixNano':'1795425300000000000'},
            {'timeUnixNano':'0','attributes':[{'key':'event.timestamp',
               'value':{'stringValue':'2026-11-23T09:15:05.200Z'}}]},
            {'timeUnixNano':'soon'}
            """);
    assertThat(logs.stream().map(log -> log.at(NOW)).toList())
        .containsExactly(
            Instant.ofEpochSecond(1_795_425_300), Instant.parse("2026-11-23T09:15:05.200Z"), NOW);
  }

  @Test
  void aRecordSentAgainHasTheSameName_andAnotherHasAnother() {
    String record = "{'timeUnixNano':'5','attributes':[{'key':'n','value':{'intValue':1}}]}";
    List<LogRecord> logs = logs(record + "," + record + "," + record.replace(":1}", ":2}"));
    assertThat(logs.get(1).id()).isEqualTo(logs.get(0).id());
    assertThat(logs.get(2).id()).isNotEqualTo(logs.get(0).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "5", "{\"a\":1}}", "\u0000", "nul"})
  void whatIsNoRequestIsRefused(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> OtlpIntake.decode(Signal.LOGS, Encoding.JSON, bytes))
        .isInstanceOf(BadTelemetryException.class)
        .hasMessageStartingWith("Expected ");
  }

  @Test
  void brokenProtobufIsRefused() {
    byte[] bytes = Samples.protobuf("codex/log.tool_result");
    bytes[1]++;
    assertThatThrownBy(() -> OtlpIntake.decode(Signal.LOGS, Encoding.PROTOBUF, bytes))
        .isInstanceOf(BadTelemetryException.class)
        .hasMessageStartingWith("Expected ");
  }

  private static List<LogRecord> logs(String records) {
    String body = "{'resourceLogs':[null,{'scopeLogs':[{'logRecords':[null," + records + "]}]}]}";
    return OtlpIntake.decode(Signal.LOGS, Encoding.JSON, bytes(body)).logs();
  }

  private static List<Span> spans(String records) {
    String body = "{'resourceSpans':[{'scopeSpans':[{'spans':[" + records + "]}]}]}";
    return OtlpIntake.decode(Signal.TRACES, Encoding.JSON, bytes(body)).spans();
  }

  private static byte[] bytes(String singleQuoted) {
    return singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}

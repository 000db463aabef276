package dev.signalbox.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123456Z");
  private static final String MOON = "{'type':'moon:landed','sessionId':'s1'}";

  @Test
  void parse_keepsEveryField_commonOnesFirst() {
    var event =
        parse(
            """
            {'b':1,'sessionId':'s1','a':{'deep':[1,{'x':null}]},'type':'moon:landed',
             'timestamp':'2026-11-23T08:00:00.000Z','eventId':'e1','agentId':'x1'}
            """);
    assertThat(Json.text(event.body()))
        .isEqualTo(
            """
            {"type":"moon:landed","sessionId":"s1","timestamp":"2026-11-23T08:00:00.000Z",\
            "b":1,"a":{"deep":[1,{"x":null}]},"eventId":"e1","agentId":"x1"}\
            """);
    assertThat(event.eventId()).isEqualTo("e1");
    assertThat(event.agentId()).isEqualTo("x1");
  }

  @Test
  void parse_unknownType_isKeptAsOther() {
    var event = parse(MOON);
    assertThat(event.type()).isEqualTo("moon:landed");
    assertThat(event.detail()).isEqualTo(new Detail.Other());
  }

  @Test
  void parse_leavesNullsOut() {
    var event = parse("{'type':'moon:landed','sessionId':'s1','crew':null,'eventId':null}");
    assertThat(event.body().has("crew")).isFalse();
    assertThat(event.eventId()).isNull();
  }

  @Test
  void parse_withoutTimestamp_takesTheTimeOfReceiptToTheMillisecond() {
    assertThat(parse(MOON).timestamp()).isEqualTo(Instant.parse("2026-11-23T08:00:00.123Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "'2026-11-23T09:30:00+01:30',      2026-11-23T08:00:00.000Z",
    "'2026-11-23T08:00:00.123456789Z', 2026-11-23T08:00:00.123Z",
    "'2026-11-22T23:59:59.9-05:00',    2026-11-23T04:59:59.900Z",
    "'2026-11-23T08:00Z',              2026-11-23T08:00:00.000Z",
    "1795420800000,                    2026-11-23T08:00:00.000Z",
    "-1,                               1969-12-31T23:59:59.999Z",
    "0,                                1970-01-01T00:00:00.000Z",
  })
  void parse_readsTimes(String sent, String utc) {
    String json = sent.contains("T") ? "'" + sent + "'" : sent;
    var event = parse("{'type':'a:b','sessionId':'s1','timestamp':" + json + "}");
    assertThat(event.timestamp()).isEqualTo(Instant.parse(utc));
    assertThat(event.body().get("timestamp").asText()).isEqualTo(utc);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'yesterday'",
        "'2026-11-23T08:00:00'",
        "'2026-13-01T00:00:00Z'",
        "''",
        "true",
        "{}",
        "[]",
        "1.5",
        "99999999999999999",
        "18446744073709551616",
        "'+10000-01-01T00:00:00Z'",
        "'-0001-01-01T00:00:00Z'"
      })
  void parse_refusesWhatIsNoTime(String sent) {
    assertThat(refusal("{'type':'a:b','sessionId':'s1','timestamp':" + sent + "}"))
        .hasFieldOrPropertyWithValue("path", "timestamp")
        .hasFieldOrPropertyWithValue("code", "invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s", "5f0c-1", "a/b:c@d._-", "...", "./x", "0"})
  void parse_takesSessionIds(String id) {
    assertThat(parse("{'type':'a:b','sessionId':'" + id + "'}").sessionId()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "é", "a\\n", "a?", "a\\u0000", "<script>", ".", "..", "..\\n"})
  void parse_refusesOtherSessionIds(String id) {
    assertThat(refusal("{'type':'a:b','sessionId':'" + id + "'}"))
        .hasFieldOrPropertyWithValue("path", "sessionId")
        .hasFieldOrPropertyWithValue("code", "invalid");
  }

  @Test
  void parse_refusesIdsThatAreTooLong() {
    String max = "x".repeat(Event.ID_CHARS_MAX);
    assertThat(parse(withId("eventId", max)).eventId()).isEqualTo(max);
    assertThat(parse("{'type':'a:b','sessionId':'" + max + "'}").sessionId()).isEqualTo(max);
    assertThat(refusal(withId("eventId", max + "x")).path()).isEqualTo("eventId");
    assertThat(refusal(withId("agentId", max + "x")).path()).isEqualTo("agentId");
    assertThat(refusal("{'type':'a:b','sessionId':'" + max + "x'}"))
        .hasMessageContaining("1 to 200 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "session:idle,               turnId",
    "message:user,               turnId",
    "chain:compiled,             chainId",
    "chain:started,              chainId",
    "chain:completed,            chainId",
    "step:started,               chainId",
    "step:started,               parentStepId",
    "step:completed,             chainId",
    "tool:started,               toolUseId",
    "tool:failed,                toolUseId",
    "agent:started,              parentAgentId",
    "usage:recorded,             requestId",
    "interaction:awaiting-input, askId",
    "interaction:input-received, askId",
    "command:issued,             commandId",
    "command:delivered,          commandId",
  })
  void parse_refusesIdsOfPartsThatAreTooLong(String type, String name) {
    String event =
        "{'type':'%s','sessionId':'s1','stepNumber':1,'toolName':'t','text':'t','agentId':'a','%s':'%s'}";
    String max = "x".repeat(Event.ID_CHARS_MAX);
    assertThat(parse(event.formatted(type, name, max)).type()).isEqualTo(type);
    assertThat(refusal(event.formatted(type, name, max + "x")))
        .hasFieldOrPropertyWithValue("path", name)
        .hasFieldOrPropertyWithValue("code", "too-large")
        .hasMessage("Expected " + name + " of at most 200 characters, but got 201");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "typ\\u00e9", "\\u0007", "a\\n"})
  void parse_refusesTypesThatAreNotPrintable(String type) {
    assertThat(refusal("{'type':'" + type + "','sessionId':'s1'}").path()).isEqualTo("type");
  }

  @Test
  void parse_refusesTypesThatAreTooLong() {
    assertThat(parse("{'type':'" + "t".repeat(100) + "','sessionId':'s1'}").type()).hasSize(100);
    assertThat(refusal("{'type':'" + "t".repeat(101) + "','sessionId':'s1'}").path())
        .isEqualTo("type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "'text'", "7"})
  void parse_refusesWhatIsNoObject(String json) {
    assertThat(refusal(json)).hasMessageContaining("Expected an event as a JSON object");
  }

  @Test
  void of_fieldsFromOutside_changeNeitherTypeNorSessionNorTime() {
    var fields =
        Quoted.object("{'type':'session:deleted','output':'x','sessionId':'s2','timestamp':'now'}");
    var event = Event.of("terminal:output", "s1", NOW, fields);
    assertThat(Json.text(event.body()))
        .isEqualTo(
            """
            {"type":"terminal:output","sessionId":"s1","timestamp":"2026-11-23T08:00:00.123Z",\
            "output":"x"}\
            """);
    assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-11-23T08:00:00.123Z"));
  }

  private static Event parse(String singleQuoted) {
    return Event.parse(Quoted.json(singleQuoted), NOW);
  }

  private static String withId(String name, String id) {
    return "{'type':'a:b','sessionId':'s1','" + name + "':'" + id + "'}";
  }

  private static InvalidEventException refusal(String singleQuoted) {
    return catchThrowableOfType(InvalidEventException.class, () -> parse(singleQuoted));
  }
}

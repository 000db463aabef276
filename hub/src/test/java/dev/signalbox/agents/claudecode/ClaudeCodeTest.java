package dev.signalbox.agents.claudecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Delivery;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookReport;
import dev.signalbox.agents.Origin;
import dev.signalbox.agents.Setting;
import dev.signalbox.agents.claudecode.Payloads.Expected;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of each payload: the table is in {@code events.txt}. */
final class ClaudeCodeTest {
  private static final Instant RAN = Instant.parse("2026-11-23T08:00:00.123456789Z");
  private static final Instant RECEIVED = Instant.parse("2026-11-23T08:00:00.200Z");
  private static final String SESSION = "5f0c2a7e-3b1d-4c8e-9a64-2d7f1b90c3aa";
  private static final HookContext CONTEXT =
      new HookContext(
          new Origin("ana", "mb-1", "darwin", null, null),
          new Setting("main", "shop-api", null, "2.1.332"),
          ranAt(RAN));

  private final ClaudeCode adapter = new ClaudeCode();

  static List<String> names() {
    return Payloads.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void becomesTheEventsOfTheTable(String name) {
    List<Expected> expected = Objects.requireNonNull(Payloads.table().get(name));
    List<Event> events = report(name).events();
    assertThat(events).extracting(Event::type).isEqualTo(types(expected));
    for (int i = 0; i < expected.size(); i++) {
      assertThat(events.get(i).sessionId()).isEqualTo(SESSION);
      assertThat(events.get(i).timestamp()).isEqualTo(Instant.parse("2026-11-23T08:00:00.123Z"));
      assertHas(events.get(i), expected.get(i).fields());
    }
  }

  @Test
  void theTableHasEveryPayload() throws IOException {
    var folder = Path.of("src/test/resources/agents/claude-code");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(
              files.map(file -> file.getFileName().toString()).filter(it -> it.endsWith(".json")))
          .allSatisfy(file -> assertThat(names()).contains(file.replace(".json", "")));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aRepeatedRequestHasTheSameEventIds_andALaterOneOthers(String name) {
    List<String> ids = ids(report(name).events());
    assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
    assertThat(ids(report(name).events())).isEqualTo(ids);
    var later = new HookContext(Origin.NONE, Setting.NONE, ranAt(RAN.plusNanos(1)));
    List<String> laterIds = ids(report(Payloads.payload(name), later).events());
    boolean isCall = ids.getFirst().matches("(?:start|end):toolu_.*");
    assertThat(laterIds.getFirst().equals(ids.getFirst())).isEqualTo(isCall);
  }

  @Test
  void withoutAnExactTimeOnlyCallsAreNamed() {
    var coarse =
        new HookContext(Origin.NONE, Setting.NONE, ranAt(Instant.parse("2026-11-23T08:00:00Z")));
    assertThat(report(Payloads.payload("Stop"), coarse).events())
        .extracting(Event::eventId)
        .containsOnlyNulls();
    assertThat(report(Payloads.payload("PreToolUse"), coarse).events())
        .extracting(Event::eventId)
        .containsExactly("start:toolu_01HqV7m2Zk9RsT4wXyB8cDeF");
  }

  @Test
  void aCallThatHasAnIdIsKnownByItHoweverLateItComes() {
    var sent = new HookContext(Origin.NONE, Setting.NONE, new Delivery("c-1", RAN, RAN));
    var resent =
        new HookContext(Origin.NONE, Setting.NONE, new Delivery("c-1", RAN, RAN.plusSeconds(60)));
    List<String> ids = ids(report(Payloads.payload("Stop"), sent).events());
    assertThat(ids).containsExactly("c-1:message:assistant:0", "c-1:session:idle:0");
    assertThat(ids(report(Payloads.payload("Stop"), resent).events())).isEqualTo(ids);
  }

  @ParameterizedTest
  @CsvSource({
    "PermissionRequest.AskUserQuestion, PostToolUse.AskUserQuestion",
    "Elicitation, ElicitationResult",
  })
  void anAnswerClosesTheAskThatItAnswers(String asking, String answering) {
    assertThat(askId(answering)).isEqualTo(askId(asking)).isNotBlank();
  }

  @Test
  void differentRequestsForPermissionAreDifferentAsks() {
    assertThat(askId("PermissionRequest")).isNotEqualTo(askId("PermissionRequest.subagent"));
  }

  @Test
  void factsAreSaidByEveryEventOfTheMainAgent() {
    var context =
        new HookContext(
            Origin.NONE, new Setting("fix/1", null, "claude-opus-5-5", null), Delivery.NONE);
    HookReport report = report(Payloads.payload("Stop"), context);
    assertHas(
        Objects.requireNonNull(report.facts()),
        fields("{'gitBranch':'fix/1','model':'claude-opus-5-5','title':'-'}"));
    for (String silent : List.of("PreToolUse.subagent", "SessionStart", "SessionEnd")) {
      assertThat(report(Payloads.payload(silent), context).facts()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Stop, hook_event_name",
    "Stop, session_id",
    "SessionStart, cwd",
    "PreToolUse, tool_name",
    "SubagentStop, agent_id",
    "Elicitation, mcp_server_name",
  })
  void aPayloadThatLacksWhatItNeedsIsRefused(String name, String field) {
    ObjectNode payload = Payloads.without(name, field);
    assertThatThrownBy(() -> report(payload, HookContext.NONE))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("Expected " + field);
  }

  @Test
  void aPromptOfPicturesOnlyIsAPrompt() {
    ObjectNode payload = Payloads.payload("UserPromptSubmit").put("prompt", " ");
    assertThat(report(payload, HookContext.NONE).events().getFirst().body())
        .isEqualTo(
            fields(
                "{'type':'message:user','sessionId':'%s','timestamp':'2026-11-23T08:00:00.200Z',"
                        .formatted(SESSION)
                    + "'turnId':'9d4b7a10-6f52-4e0c-8b1e-73c5a2e4d901','text':'(no text)'}"));
  }

  private HookReport report(String name) {
    return report(Payloads.payload(name), CONTEXT);
  }

  private HookReport report(ObjectNode payload, HookContext context) {
    return adapter.reports(payload, context, RECEIVED).getFirst();
  }

  private static Delivery ranAt(Instant time) {
    return new Delivery(null, time, null);
  }

  private String askId(String name) {
    return report(name).events().getLast().body().path("askId").asText();
  }

  private static void assertHas(Event event, ObjectNode expected) {
    expected
        .properties()
        .forEach(field -> {
          if (field.getValue().asText().equals("-")) {
            assertThat(event.body().has(field.getKey())).as(field.getKey()).isFalse();
          } else {
            assertThat(event.body().get(field.getKey()))
                .as(field.getKey())
                .isEqualTo(field.getValue());
          }
        });
  }

  private static List<String> types(List<Expected> expected) {
    return expected.stream().map(Expected::type).toList();
  }

  private static List<String> ids(List<Event> events) {
    return events.stream().map(Event::eventId).toList();
  }

  private static ObjectNode fields(String singleQuoted) {
    return Json.read(singleQuoted.replace('\'', '"'), ObjectNode.class);
  }
}

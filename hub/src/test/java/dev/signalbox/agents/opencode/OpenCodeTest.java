package dev.signalbox.agents.opencode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.AdapterContract;
import dev.signalbox.agents.HookContext;
import dev.signalbox.protocol.Event;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenCodeTest extends AdapterContract {
  private static final String SESSION = "ses_df9cec5c4ffeE26kSKjizBu7Qy";

  OpenCodeTest() {
    super(OpenCode.NAME, new OpenCode());
  }

  @Test
  void anUpdateTellsFacts_andNoTitleThatSaysNothing() {
    assertHas(
        Objects.requireNonNull(report("session.updated", HookContext.NONE).facts()),
        fields("{'title':'Add rate limiting','model':'claude-sonnet-5'}"));
    ObjectNode created = samples.payload("session.created");
    info(created).put("title", "New session - 2026-11-23T09:15:00.000Z");
    assertThat(events(created).getFirst().body().has("title")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message.updated",
        "message.part.updated.tool",
        "message.part.updated.text.user",
        "message.part.updated.text.assistant",
        "todo.updated",
      })
  void whatIsToldAgainIsTheSameEvent(String name) {
    ObjectNode again = samples.payload(name).put("id", "evt_later");
    assertThat(ids(events(again)))
        .doesNotContainNull()
        .isEqualTo(ids(events(samples.payload(name))));
  }

  @Test
  void anAnswerThatIsNotCompleteUsedNothingYet() {
    ObjectNode payload = samples.payload("message.updated");
    info(payload).putObject("time").put("created", 1795425301000L);
    assertThat(events(payload)).isEmpty();
  }

  @Test
  void thinkingIsPartOfWhatWasUsed() {
    ObjectNode payload = samples.payload("message.updated");
    ((ObjectNode) info(payload).get("tokens")).put("reasoning", 71);
    assertThat(events(payload).getFirst().body().path("outputTokens").asInt()).isEqualTo(500);
  }

  @Test
  void whatASubagentDoesBelongsToTheSessionThatAskedForIt() {
    ObjectNode call = samples.payload("message.part.updated.tool").put("parentID", "ses_parent");
    Event started = events(call).getFirst();
    assertThat(started.sessionId()).isEqualTo("ses_parent");
    assertThat(started.agentId()).isEqualTo(SESSION);
    ObjectNode created = samples.payload("session.created").put("parentID", "ses_parent");
    assertThat(events(created).getFirst().type()).isEqualTo("agent:started");
    ObjectNode deleted = samples.payload("session.deleted").put("parentID", "ses_parent");
    assertThat(events(deleted)).isEmpty();
  }

  @Test
  void theEndOfATaskIsTheEndOfItsSubagent() {
    ObjectNode payload = samples.payload("message.part.updated.tool.task");
    ((ObjectNode) payload.at("/properties/part/state")).put("status", "completed");
    assertThat(events(payload))
        .extracting(Event::type)
        .isEqualTo(List.of("tool:completed", "agent:stopped"));
  }

  @Test
  void whatIsHiddenFromThePersonIsNoMessage() {
    ObjectNode payload = samples.payload("message.part.updated.text.user");
    ((ObjectNode) payload.at("/properties/part")).put("synthetic", true);
    assertThat(events(payload)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "permission.asked, permission.v2.asked",
    "permission.replied, permission.v2.replied",
    "question.asked, question.v2.asked",
  })
  void theNewerNamesOfRequestsAreKnown(String name, String newer) {
    ObjectNode payload = samples.payload(name).put("type", newer);
    assertThat(events(payload).getFirst().body()).isEqualTo(first(name).body());
  }

  @Test
  void olderVersionsNameTheSessionFurtherInside() {
    ObjectNode created = samples.payload("session.created");
    ((ObjectNode) created.get("properties")).remove("sessionID");
    assertThat(events(created).getFirst().sessionId()).isEqualTo(SESSION);
  }

  @Test
  void anEventThatIsNewIsKept() {
    ObjectNode payload = samples.payload("session.idle").put("type", "session.dreaming");
    assertThat(events(payload).getFirst().type()).isEqualTo("opencode:session-dreaming");
  }

  @Test
  void anEventWithoutATypeIsRefused() {
    assertRefused(samples.without("session.idle", "type"), "Expected type");
  }

  private static ObjectNode info(ObjectNode payload) {
    return (ObjectNode) payload.at("/properties/info");
  }
}

package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reaches a client by its filter: the lobby's events, one session's, all. */
class LobbyIT {
  private static final List<String> FOR_EVERYBODY =
      List.of(
          "session:started",
          "chain:compiled",
          "step:started",
          "step:completed",
          "interaction:awaiting-input",
          "command:issued",
          "interaction:input-received",
          "session:ended");

  private TestHub hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    hub = TestHub.start(folder);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void lobby_getsWhatConcernsEverybodyAndStepsWithoutMatter() {
    var lobby = hub.socket("");
    tell("s1");
    List<Received> events = hub.untilNow(lobby).stream().filter(Received::isEvent).toList();
    assertThat(types(events)).containsExactlyElementsOf(FOR_EVERYBODY);
    JsonNode started = events.get(2).payload();
    JsonNode completed = events.get(3).payload();
    assertThat(fields(started))
        .containsExactly("type", "sessionId", "timestamp", "stepNumber", "action");
    assertThat(fields(completed))
        .containsExactly("type", "sessionId", "timestamp", "stepNumber", "succeeded");
  }

  @Test
  void subscriber_getsEverythingOfItsSessionWholeAndOfOthersTheLobby() {
    var client = hub.socket("?sessions=s1");
    tell("s1");
    tell("s2");
    List<Received> events = hub.untilNow(client).stream().filter(Received::isEvent).toList();
    List<Received> own = events.stream().filter(it -> it.sessionId().equals("s1")).toList();
    List<Received> others = events.stream().filter(it -> it.sessionId().equals("s2")).toList();
    assertThat(own).isEqualTo(stored("s1"));
    assertThat(types(others)).containsExactlyElementsOf(FOR_EVERYBODY);
    assertThat(events).isSortedAccordingTo((a, b) -> Long.compare(a.sequence(), b.sequence()));
  }

  @Test
  void everything_isEverythingAlsoOfUnknownTypes() {
    var client = hub.socket("?sessions=*");
    tell("s1");
    hub.append("s1", "event:deleted", ",'by':'a name that the hub uses itself'");
    List<Received> events = hub.untilNow(client).stream().filter(Received::isEvent).toList();
    assertThat(events).isEqualTo(stored("s1"));
    Received odd = events.stream().filter(Received.event("robot:danced")).findFirst().orElseThrow();
    assertThat(odd.payload().path("steps").path("left").asInt()).isEqualTo(3);
    assertThat(types(events)).endsWith("event:deleted");
  }

  /** One event of each kind. */
  private void tell(String sessionId) {
    hub.begin(sessionId);
    hub.append(sessionId, "chain:compiled", ",'chainId':'c1','steps':[{'stepNumber':1}]");
    hub.append(sessionId, "step:started", ",'stepNumber':1,'action':'build','inputs':{'a':1}");
    hub.append(sessionId, "tool:started", ",'toolName':'Bash','toolUseId':'t1'");
    hub.append(sessionId, "message:user", ",'text':'Grüß Gott 👋'");
    hub.append(sessionId, "robot:danced", ",'steps':{'left':3}");
    hub.append(sessionId, "step:completed", ",'stepNumber':1,'succeeded':true,'result':'42'");
    hub.append(sessionId, "interaction:awaiting-input", ",'kind':'question','question':'Why?'");
    hub.append(
        sessionId, "command:issued", ",'commandId':'%s-c1','command':'pause'".formatted(sessionId));
    hub.append(sessionId, "session:ended", ",'reason':'done'");
  }

  /** What the hub says by HTTP that the session's events are. */
  private List<Received> stored(String sessionId) {
    JsonNode events =
        hub.get("/api/sessions/" + sessionId + "/events?after=0").body().path("events");
    return events.valueStream().map(Received::new).toList();
  }

  private static List<String> types(List<Received> events) {
    return events.stream().map(event -> event.payload().path("type").asText()).toList();
  }

  private static Stream<String> fields(JsonNode payload) {
    return payload.propertyStream().map(java.util.Map.Entry::getKey);
  }
}

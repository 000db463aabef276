package dev.signalbox.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files in {@code src/test/fixtures}, which the dashboard's tests read too. */
final class WireFixturesTest {
  private static final Path FIXTURES = Path.of("src/test/fixtures");

  @Test
  void aSessionIsReadAndWrittenWithEveryField() throws IOException {
    ObjectNode summary = fixture("session-detail.json");
    summary.remove("position");
    summary.remove("detail");
    assertThat(summary).hasSize(Session.class.getRecordComponents().length);
    assertReadAndWritten(summary, Session.class);
  }

  @ParameterizedTest
  @CsvSource({
    "chains, dev.signalbox.protocol.Chain",
    "steps, dev.signalbox.protocol.Step",
    "subagents, dev.signalbox.protocol.Subagent",
    "asks, dev.signalbox.protocol.Ask",
    "commands, dev.signalbox.protocol.Command",
  })
  void aPartIsReadAndWrittenWithEveryField(String parts, Class<?> type) throws IOException {
    var part = (ObjectNode) fixture("session-detail.json").path("detail").path(parts).get(0);
    assertThat(part).hasSize(type.getRecordComponents().length);
    assertReadAndWritten(part, type);
  }

  @Test
  void messagesAreWrittenAsTheyAreOnTheWire() throws IOException {
    ObjectNode messages = fixture("messages.json");
    var at = new Position("k3f9", 10481);
    assertWritten(
        messages,
        "greeting",
        new Message.Confirmed("c-1", null, at, true, new Message.Greeting("c-1", "Connected")));
    assertWritten(
        messages,
        "subscribed",
        new Message.Confirmed("c-1", "s1", at, false, new Message.Greeting("c-1", "Subscribed")));
    assertWritten(messages, "caughtUp", new Message.CaughtUp(at.at(10490)));
    assertWritten(
        messages, "gap", new Message.Gap("k3f9:5", at.at(900), Message.Gap.Reason.RETENTION));
    assertWritten(messages, "pong", new Message.Pong("c-1"));
    assertWritten(
        messages, "error", new Message.Failure("unknown-session", "There is no session s9", "s9"));
    Session session = Json.read(messages.at("/session/payload").toString(), Session.class);
    assertWritten(messages, "session", new Message.SessionChanged("s1", at.at(10490), session));
  }

  @ParameterizedTest
  @CsvSource({"event", "unknownEvent"})
  void anEventOnTheWireIsTheEventAsItWasSent(String name) throws IOException {
    var payload = fixture("messages.json").path(name).path("payload");
    assertThat(Json.text(Event.parse(payload, Instant.EPOCH).body())).isEqualTo(payload.toString());
  }

  private static <T> void assertReadAndWritten(ObjectNode json, Class<T> type) {
    T value = Json.read(json.toString(), type);
    assertThat(Json.text(value)).isEqualTo(json.toString());
  }

  /** Also in the order of the fields: people read these. */
  private static void assertWritten(ObjectNode messages, String name, Message message) {
    assertThat(Json.text(message)).isEqualTo(messages.get(name).toString());
  }

  private static ObjectNode fixture(String name) throws IOException {
    return Json.own(Files.readAllBytes(FIXTURES.resolve(name)));
  }
}

package dev.signalbox.log;

import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Small events for tests of the log. */
final class Facts {
  static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private Facts() {}

  static Event message(String sessionId, String text) {
    return Event.of("message:user", sessionId, NOW, Json.object().put("text", text));
  }

  /** A message that its sender names, so that it may send it again. */
  static Event named(String sessionId, String eventId) {
    var fields = Json.object().put("text", "Hello").put("eventId", eventId);
    return Event.of("message:user", sessionId, NOW, fields);
  }

  static Event deleted(String sessionId) {
    return Event.of("session:deleted", sessionId, NOW, Json.object());
  }

  /** Appends by hand, without a sequencer. */
  static void insert(EventLog.Transaction transaction, long sequence, Event event)
      throws SQLException {
    var logged = new LoggedEvent(sequence, NOW, event);
    transaction.insert(logged, StoredEvent.of(logged, Json.bytes(event.body())));
  }

  /** All their JSON, one after the other. */
  static String text(List<StoredEvent> events) {
    return events.stream()
        .map(event -> new String(event.json(), StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }

  static List<Long> sequences(List<StoredEvent> events) {
    return events.stream().map(StoredEvent::sequence).toList();
  }
}

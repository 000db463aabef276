package dev.signalbox.agents.otlp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Names;
import dev.signalbox.protocol.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A log record.
 *
 * @param time when it happened, else when it was observed; null when it says neither
 * @param name its attribute {@code event.name}, else its own {@code eventName}, else its body
 * @param spanId hexadecimal; empty when it belongs to no span
 */
record LogRecord(
    Source source, @Nullable Instant time, String name, String spanId, ObjectNode own) {
  Attributes attributes() {
    return new Attributes(own, source.resource());
  }

  /** Codex leaves the record's own times empty: then it is what an attribute says, or now. */
  Instant at(Instant receivedAt) {
    if (time != null) {
      return time;
    }
    try {
      return OffsetDateTime.parse(own.path("event.timestamp").asText()).toInstant();
    } catch (DateTimeParseException e) {
      return receivedAt;
    }
  }

  /** The same record sent again has the same name; no other has it. */
  String id() {
    return Names.of(String.valueOf(time), name, spanId, Json.text(own));
  }
}

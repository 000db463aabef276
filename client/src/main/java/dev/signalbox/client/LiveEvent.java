package dev.signalbox.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as a hub sends it. The payload may be cut: then it says {@code "truncated":true}, its
 * long texts end early and large fields may be missing; {@code GET
 * /api/sessions/{id}/events/{sequence}} has the whole.
 *
 * @param payload the event; never changed
 */
public record LiveEvent(Position position, String sessionId, ObjectNode payload) {

  public String type() {
    return payload.path("type").asText();
  }

  /** When it happened, by its sender's clock; absent when the event does not say. */
  public @Nullable Instant timestamp() {
    return new Fields(payload).time("timestamp");
  }

  public boolean isTruncated() {
    return payload.path("truncated").asBoolean();
  }
}

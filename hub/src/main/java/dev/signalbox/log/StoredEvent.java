package dev.signalbox.log;

import java.time.Instant;

/**
 * An event as the log keeps it: its place, and the JSON exactly as it will be sent. Live and
 * replayed events are both of this form, so both take the same way to a client.
 *
 * @param json UTF-8; never changed
 */
public record StoredEvent(
    long sequence, String sessionId, String type, Instant receivedAt, byte[] json) {
  static StoredEvent of(LoggedEvent logged, byte[] json) {
    return new StoredEvent(
        logged.sequence(),
        logged.event().sessionId(),
        logged.event().type(),
        logged.receivedAt(),
        json);
  }

  /** Whether this is what remains of an event whose session was deleted. */
  public boolean isTombstone() {
    return sessionId.isEmpty();
  }
}

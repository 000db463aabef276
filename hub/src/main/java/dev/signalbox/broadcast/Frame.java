package dev.signalbox.broadcast;

import org.jspecify.annotations.Nullable;

/**
 * One sequence of the log, ready to send. A tombstone has no event but keeps its place, so that a
 * cursor always advances by one.
 *
 * <p>Made by one thread; read by all. {@link #summary} is the one thing that changes: the newest
 * summary of a session hangs on the session's newest event and is taken off when a newer one comes,
 * which is what turns fifty events into one {@code session} message.
 */
final class Frame {
  /** What objects around the JSON take, in bytes; estimated. */
  private static final int OVERHEAD_BYTES = 200;

  private final long sequence;
  private final String sessionId;
  private final @Nullable Outgoing event;
  private final @Nullable Outgoing reduced;
  private final Audience audience;
  private volatile @Nullable Outgoing summary;

  /** Who gets the event, and how much of it. */
  private enum Audience {
    EVERYBODY,
    /** Everybody, but a client without a subscription only a reduced form. */
    EVERYBODY_REDUCED,
    SUBSCRIBERS,
    NOBODY
  }

  private Frame(
      long sequence,
      String sessionId,
      Audience audience,
      @Nullable Outgoing event,
      @Nullable Outgoing reduced) {
    this.sequence = sequence;
    this.sessionId = sessionId;
    this.audience = audience;
    this.event = event;
    this.reduced = reduced;
  }

  static Frame forEverybody(long sequence, String sessionId, Outgoing event) {
    return new Frame(sequence, sessionId, Audience.EVERYBODY, event, null);
  }

  static Frame forEverybody(long sequence, String sessionId, Outgoing event, Outgoing reduced) {
    return new Frame(sequence, sessionId, Audience.EVERYBODY_REDUCED, event, reduced);
  }

  static Frame forSubscribers(long sequence, String sessionId, Outgoing event) {
    return new Frame(sequence, sessionId, Audience.SUBSCRIBERS, event, null);
  }

  static Frame tombstone(long sequence) {
    return new Frame(sequence, "", Audience.NOBODY, null, null);
  }

  long sequence() {
    return sequence;
  }

  String sessionId() {
    return sessionId;
  }

  /** The whole event; null for a tombstone. */
  @Nullable Outgoing event() {
    return event;
  }

  /** What a client without a subscription gets; null for nothing. */
  @Nullable Outgoing lobbyEvent() {
    return switch (audience) {
      case EVERYBODY -> event;
      case EVERYBODY_REDUCED -> reduced;
      case SUBSCRIBERS, NOBODY -> null;
    };
  }

  /** Whether a lobby client already got the event as whole as a subscriber does. */
  boolean isWholeInLobby() {
    return audience == Audience.EVERYBODY;
  }

  @Nullable Outgoing summary() {
    return summary;
  }

  void summary(@Nullable Outgoing newest) {
    this.summary = newest;
  }

  /** What it costs to keep, in bytes, with the summary that it carries now. */
  int bytes() {
    return OVERHEAD_BYTES + bytes(event) + bytes(reduced) + bytes(summary);
  }

  private static int bytes(@Nullable Outgoing message) {
    return message == null ? 0 : message.bytes();
  }
}

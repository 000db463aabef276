package dev.signalbox.broadcast;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Older events that a {@code subscribe} with {@code since} asks for: those of one session, or of
 * all, up to where the connection's cursor stood. Live events wait until they are sent.
 */
final class Backfill {
  private final String sessionId;
  private final long since;
  private final long upTo;
  private long reached;

  Backfill(String sessionId, long since, long upTo) {
    this.sessionId = sessionId;
    this.since = since;
    this.upTo = upTo;
    this.reached = since;
  }

  String sessionId() {
    return sessionId;
  }

  long since() {
    return since;
  }

  /** What was looked at until now: the sequences after {@link #since} up to here. */
  long reached() {
    return Math.min(reached, upTo);
  }

  boolean isDone() {
    return reached >= upTo;
  }

  CompletableFuture<List<Frame>> next(Timeline timeline) {
    return sessionId.equals(Filter.ALL)
        ? timeline.stored(reached, false)
        : timeline.storedOf(sessionId, reached, upTo);
  }

  /** Moves over the frames and collects those that the connection has not had. */
  void take(List<Frame> frames, Chunk.Builder chunk, Predicate<Frame> wasDelivered) {
    if (frames.isEmpty()) {
      reached = upTo;
    }
    for (Frame frame : frames) {
      if (chunk.isFull() || isDone()) {
        return;
      }
      reached = frame.sequence();
      Outgoing event = frame.event();
      if (reached <= upTo && event != null && !wasDelivered.test(frame)) {
        chunk.add(event);
      }
    }
  }
}

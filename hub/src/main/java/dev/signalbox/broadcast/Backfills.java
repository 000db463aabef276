package dev.signalbox.broadcast;

import java.util.ArrayDeque;
import java.util.List;

/**
 * The older events that one connection's subscriptions still want, and which events it has had, so
 * that none comes twice. Used on the connection's event loop only.
 */
final class Backfills {
  private final ArrayDeque<Backfill> waiting = new ArrayDeque<>();
  private final Coverage coverage = new Coverage();
  private final long startedAfter;

  /**
   * @param startedAfter the connection gets what its first filter wants from here on
   */
  Backfills(Filter filter, long startedAfter) {
    this.startedAfter = startedAfter;
    filter.sessions().forEach(sessionId -> coverage.begin(sessionId, startedAfter));
    if (filter.everything()) {
      coverage.begin(Filter.ALL, startedAfter);
    }
  }

  /** A subscription begins; what it wants lies after {@code since}, the cursor is {@code here}. */
  void begin(String sessionId, long since, long here) {
    coverage.begin(sessionId, here);
    // One that still waits for the same session goes into the new one: a client that asks again and
    // again makes no longer queue of it.
    long from = since;
    for (Backfill older : waiting) {
      from = older.sessionId().equals(sessionId) ? Math.min(from, older.reached()) : from;
    }
    if (from < here) {
      waiting.removeIf(older -> older.sessionId().equals(sessionId));
      waiting.add(new Backfill(sessionId, from, here));
    }
  }

  /** A subscription is taken back, also one whose older events are still being read. */
  void end(String sessionId, long here) {
    waiting.removeIf(backfill -> backfill.sessionId().equals(sessionId));
    coverage.end(sessionId, here);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The one whose turn it is. */
  Backfill first() {
    return waiting.getFirst();
  }

  /** Collects what was read for a subscription, unless that was taken back meanwhile. */
  void take(Backfill backfill, List<Frame> frames, Chunk.Builder chunk) {
    if (!waiting.contains(backfill)) {
      return;
    }
    backfill.take(frames, chunk, this::wasDelivered);
    coverage.add(backfill.sessionId(), backfill.since(), backfill.reached());
    if (backfill.isDone()) {
      waiting.remove(backfill);
    }
  }

  /** The lobby's events since the start, and whatever was subscribed to at its time. */
  private boolean wasDelivered(Frame frame) {
    return (frame.sequence() > startedAfter && frame.isWholeInLobby())
        || coverage.contains(frame.sessionId(), frame.sequence());
  }
}

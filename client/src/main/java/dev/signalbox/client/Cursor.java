package dev.signalbox.client;

import dev.signalbox.protocol.Position;
import org.jspecify.annotations.Nullable;

/**
 * How far a subscription has come: where its next connection begins, and what of that it has had
 * already. Used by the subscription's thread.
 *
 * <p>With summaries, an event alone does not complete its sequence: its session's summary follows
 * in a message of its own, and the connection may break between the two. The next connection then
 * begins one earlier, and the event that comes again is dropped here.
 */
final class Cursor {
  private final Interest.Summaries summaries;
  private @Nullable Position complete;
  private long lastEvent;
  private long lastSummary;

  Cursor(Interest interest) {
    this.summaries = interest.summaries();
    if (interest.since() != null) {
      jump(interest.since());
    }
  }

  /** After which the next connection begins; null for "from now on". */
  @Nullable Position position() {
    return complete;
  }

  /** The hub begins there. It tells something new only to whoever had no position. */
  void greeted(Position position) {
    if (complete == null) {
      jump(position);
    }
  }

  /** Whether the event at this position is new. */
  boolean event(Position position) {
    if (position.sequence() <= lastEvent) {
      return false;
    }
    lastEvent = position.sequence();
    complete(summaries == Interest.Summaries.ALL ? position.at(lastEvent - 1) : position);
    return true;
  }

  /** Whether the summary at this position is new. */
  boolean summary(Position position) {
    if (position.sequence() <= lastSummary) {
      return false;
    }
    lastSummary = position.sequence();
    complete(position);
    return true;
  }

  /** All up to here has come. */
  void caughtUp(Position position) {
    complete(position);
  }

  /** Goes on after a gap, perhaps in another log, whose sequences say nothing about this one's. */
  void jump(Position position) {
    complete = position;
    lastEvent = position.sequence();
    lastSummary = position.sequence();
  }

  private void complete(Position position) {
    if (complete == null || position.sequence() > complete.sequence()) {
      complete = position;
    }
  }
}

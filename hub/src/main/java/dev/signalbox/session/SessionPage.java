package dev.signalbox.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list of sessions, the most recently active first.
 *
 * <p>The cursor is a place in the log: the next page holds sessions whose newest event is older. A
 * session that becomes active while somebody pages moves to the front: it may be missing from the
 * pages still to come, never appear twice. Whoever also takes the live changes from the position
 * that was read with the first page misses nothing.
 *
 * @param count all sessions that match, on this page or not
 * @param sessions the JSON of each session, as it is stored and sent
 * @param nextCursor where the next page begins; null on the last one
 */
public record SessionPage(long count, List<String> sessions, @Nullable String nextCursor) {
  public SessionPage {
    sessions = List.copyOf(sessions);
  }
}

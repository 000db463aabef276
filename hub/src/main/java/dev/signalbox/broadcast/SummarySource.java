package dev.signalbox.broadcast;

import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Where the session summaries of the last-value stream come from. Each is the {@code payload} of a
 * {@code session} message, keyed by the sequence of the newest event in it.
 */
public interface SummarySource {
  /** The sessions that the batch just committed has changed; sequencer's thread only. */
  Map<Long, Summary> justChanged();

  /** The stored sessions whose newest event lies in {@code (after, upTo]}. */
  Map<Long, Summary> between(Handle handle, long after, long upTo);

  /**
   * One session's summary.
   *
   * @param json UTF-8; never changed
   */
  record Summary(String sessionId, byte[] json) {}
}

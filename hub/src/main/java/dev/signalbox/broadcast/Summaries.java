package dev.signalbox.broadcast;

import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Session;
import dev.signalbox.session.ChangedSession;
import dev.signalbox.session.SessionProjection;
import dev.signalbox.session.SessionQueries;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * The session summaries of the last-value stream, each under the sequence of the newest event in
 * it: there is at most one for each sequence, since an event belongs to one session.
 */
public final class Summaries {
  private final SessionProjection projection;

  public Summaries(SessionProjection projection) {
    this.projection = projection;
  }

  /**
   * One session's summary.
   *
   * @param json UTF-8; never changed
   */
  record Summary(String sessionId, byte[] json) {}

  /** The sessions that the batch just committed has changed; sequencer's thread only. */
  Map<Long, Summary> justChanged() {
    Map<Long, Summary> changed = new HashMap<>();
    for (Session session : projection.changed()) {
      changed.put(session.lastSequence(), new Summary(session.id(), Json.bytes(session)));
    }
    return changed;
  }

  /** The stored sessions whose newest event lies in {@code (after, upTo]}. */
  Map<Long, Summary> between(Handle handle, long after, long upTo) {
    Map<Long, Summary> changed = new HashMap<>();
    int limit = Math.toIntExact(upTo - after);
    for (ChangedSession session : SessionQueries.changedAfter(handle, after, limit)) {
      if (session.lastSequence() <= upTo) {
        byte[] json = session.json().getBytes(StandardCharsets.UTF_8);
        changed.put(session.lastSequence(), new Summary(session.id(), json));
      }
    }
    return changed;
  }
}

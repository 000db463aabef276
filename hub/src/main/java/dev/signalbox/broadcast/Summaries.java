package dev.signalbox.broadcast;

import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Session;
import dev.signalbox.session.ChangedSession;
import dev.signalbox.session.SessionProjection;
import dev.signalbox.session.SessionQueries;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
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

  /**
   * Summaries in the store, by sequence.
   *
   * @param upTo none up to here is missing
   */
  record Stored(Map<Long, Summary> summaries, long upTo) {}

  /** The sessions that the batch just committed has changed; sequencer's thread only. */
  Map<Long, Summary> justChanged() {
    Map<Long, Summary> changed = new HashMap<>();
    for (Session session : projection.changed()) {
      changed.put(session.lastSequence(), new Summary(session.id(), Json.bytes(session)));
    }
    return changed;
  }

  /**
   * The stored sessions whose newest event lies in {@code (after, upTo]}, as far as so many bytes
   * of JSON go; the last may pass them.
   */
  Stored between(Handle handle, long after, long upTo, int bytesMax) {
    Map<Long, Summary> changed = new HashMap<>();
    long reached = after;
    int bytes = 0;
    try (Stream<ChangedSession> sessions = SessionQueries.changedBetween(handle, after, upTo)) {
      for (var next = sessions.iterator(); bytes < bytesMax && next.hasNext(); ) {
        ChangedSession session = next.next();
        byte[] json = session.json().getBytes(StandardCharsets.UTF_8);
        reached = session.lastSequence();
        changed.put(reached, new Summary(session.id(), json));
        bytes += json.length;
      }
    }
    return new Stored(changed, bytes < bytesMax ? upTo : reached);
  }
}

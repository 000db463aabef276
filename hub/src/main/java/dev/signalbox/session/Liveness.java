package dev.signalbox.session;

import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Session.State;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Finds sessions that were working and have been silent for longer than the lease: their agent may
 * be gone, and nobody knows. It has no thread: whoever schedules it asks {@link #silent} on a
 * reader and appends {@link #decide} for each answer as a proposal.
 */
public final class Liveness {
  /** How long a working session may be silent, unless configured. */
  public static final Duration LEASE = Duration.ofMinutes(15);

  /** Sessions in one answer; the others are found the next time. */
  static final int SILENT_MAX = 1_000;

  private final SessionProjection projection;
  private final InstantSource clock;
  private final Duration lease;

  public Liveness(SessionProjection projection, InstantSource clock, Duration lease) {
    this.projection = projection;
    this.clock = clock;
    this.lease = lease;
  }

  /** Working sessions whose lease has run out, longest silent first. */
  public List<String> silent(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT id FROM session WHERE state = 'working' AND last_received_at < :before
            ORDER BY last_received_at LIMIT :limit
            """)
        .bind("before", Json.time(deadline()))
        .bind("limit", SILENT_MAX)
        .mapTo(String.class)
        .list();
  }

  /** A {@code session:lost}, unless something has come since. On the sequencer's thread. */
  public List<Event> decide(String sessionId) throws SQLException {
    boolean isSilent =
        projection
            .state(sessionId)
            .filter(it -> it.session().state() == State.WORKING)
            .filter(it -> it.carry().lastReceivedAt().isBefore(deadline()))
            .isPresent();
    if (!isSilent) {
      return List.of();
    }
    var fields = Json.object().put("reason", "No event for " + lease.toSeconds() + " s");
    return List.of(Event.of("session:lost", sessionId, clock.instant(), fields));
  }

  private Instant deadline() {
    return clock.instant().minus(lease);
  }
}

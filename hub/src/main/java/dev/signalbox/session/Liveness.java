package dev.signalbox.session;

import dev.signalbox.protocol.AgentProcess;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Session.State;
import dev.signalbox.session.fold.Carry;
import dev.signalbox.session.fold.SessionState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * Finds sessions whose agent is gone, or may be: that were working and have been silent for longer
 * than the lease, or whose process has vanished. It has no thread: whoever schedules it asks {@link
 * #silent} on a reader and appends {@link #decide} for each answer as a proposal.
 */
public final class Liveness {
  /** How long a working session may be silent, unless configured. */
  public static final Duration LEASE = Duration.ofMinutes(15);

  /** Sessions in one answer; the others are found the next time. */
  static final int SILENT_MAX = 1_000;

  /** Sessions that are watched again after a start. */
  static final int SEEN_MAX = 10_000;

  private final SessionProjection projection;
  private final InstantSource clock;
  private final Duration lease;

  /** A session and the process that it runs in. */
  public record Seen(String sessionId, AgentProcess process) {}

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
    return List.of(lost(sessionId, "No event for " + lease.toSeconds() + " s"));
  }

  /** Sessions that go on in a process that the hub could see, newest first. */
  public List<Seen> seen(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT id, carry FROM session WHERE state IN ('working', 'idle', 'needs_you')
            ORDER BY last_received_at DESC LIMIT :limit
            """)
        .bind("limit", SEEN_MAX)
        .map((row, context) -> seen(row.getString("id"), row.getString("carry")))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Seen> seen(String sessionId, String carry) {
    return Optional.ofNullable(Json.read(carry, Carry.class).process())
        .map(process -> new Seen(sessionId, process));
  }

  /** A {@code session:lost}, if that process is still the session's. On the sequencer's thread. */
  public List<Event> decideGone(Seen gone) throws SQLException {
    return lose(gone.sessionId(), it -> gone.process().equals(it.carry().process()));
  }

  /** The same for whoever says it and must know. */
  public List<Event> decideGone(String sessionId) throws SQLException {
    return lose(sessionId, it -> true);
  }

  private List<Event> lose(String sessionId, Predicate<SessionState> condition)
      throws SQLException {
    boolean goesOn =
        projection
            .state(sessionId)
            .filter(it -> !it.session().status().isEnd() && !it.carry().lost())
            .filter(condition)
            .isPresent();
    return goesOn ? List.of(lost(sessionId, "The agent's process is gone")) : List.of();
  }

  private Event lost(String sessionId, String reason) {
    return Event.of(
        "session:lost", sessionId, clock.instant(), Json.object().put("reason", reason));
  }

  private Instant deadline() {
    return clock.instant().minus(lease);
  }
}

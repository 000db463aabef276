package dev.signalbox.ask;

import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.session.SessionProjection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Ends asks whose time is over, and those that nobody waits for any more. It has no thread; whoever
 * schedules it asks {@link #overdue} on a reader and appends {@link #decide} for each. Thread safe.
 */
public final class AskExpiry {
  /** Asks that are looked at in one go. */
  private static final int OPEN_MAX = 10_000;

  private final SessionProjection projection;
  private final Asks asks;
  private final InstantSource clock;

  public AskExpiry(SessionProjection projection, Asks asks, InstantSource clock) {
    this.projection = projection;
    this.asks = asks;
    this.clock = clock;
  }

  /** Open asks whose time is over. */
  public List<Ask> overdue(Handle handle) {
    List<Ask> open = AskQueries.open(handle, OPEN_MAX);
    asks.hearOnly(open.stream().map(Ask::askId).collect(Collectors.toSet()));
    return open.stream().filter(ask -> reason(ask).isPresent()).toList();
  }

  /** An end of the ask, unless it has ended since. On the sequencer's thread. */
  public List<Event> decide(Ask overdue) throws SQLException {
    return projection
        .state(overdue.sessionId())
        .flatMap(session -> session.asks().find(overdue.askId()))
        .filter(Ask::isOpen)
        .flatMap(this::end)
        .stream()
        .toList();
  }

  private Optional<Event> end(Ask ask) {
    boolean isLate = ask.isLate(clock.instant());
    return reason(ask)
        .map(reason ->
            Event.of(
                "interaction:input-received",
                ask.sessionId(),
                clock.instant(),
                Json.object()
                    .put("askId", ask.askId())
                    .put("decision", isLate ? "expired" : "closed")
                    .put("source", "hub")
                    .put("reason", reason)));
  }

  private Optional<String> reason(Ask ask) {
    if (ask.isLate(clock.instant())) {
      return Optional.of("Nobody answered in time");
    }
    return isAbandoned(ask)
        ? Optional.of("Nobody waits for the answer any more")
        : Optional.empty();
  }

  private boolean isAbandoned(Ask ask) {
    return ask.leaseMs() != null
        && clock.instant().isAfter(asks.heardOf(ask.askId()).plusMillis(ask.leaseMs()));
  }
}

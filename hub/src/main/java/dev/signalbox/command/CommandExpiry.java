package dev.signalbox.command;

import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.session.SessionProjection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Ends commands that no agent took in time: a pause from yesterday must not stop today's work. It
 * has no thread; whoever schedules it asks {@link #overdue} and appends {@link #decide} for each.
 */
public final class CommandExpiry {
  /** How long a command may wait for its agent. */
  static final Duration LIFETIME = Duration.ofHours(24);

  private static final int OVERDUE_MAX = 1_000;

  private final SessionProjection projection;
  private final InstantSource clock;

  public CommandExpiry(SessionProjection projection, InstantSource clock) {
    this.projection = projection;
    this.clock = clock;
  }

  public List<Command> overdue(Handle handle) {
    String before = Json.time(clock.instant().minus(LIFETIME));
    return CommandQueries.unfinishedBefore(handle, before, OVERDUE_MAX);
  }

  /** A {@code command:expired}, unless it has ended since. On the sequencer's thread. */
  public List<Event> decide(Command command) throws SQLException {
    boolean isOpen =
        projection
            .state(command.sessionId())
            .flatMap(session -> session.commands().find(command.commandId()))
            .filter(known -> !known.status().isFinal())
            .isPresent();
    if (!isOpen) {
      return List.of();
    }
    var fields =
        Json.object()
            .put("commandId", command.commandId())
            .put("error", "Not taken within " + LIFETIME.toHours() + " h");
    return List.of(Event.of("command:expired", command.sessionId(), clock.instant(), fields));
  }
}

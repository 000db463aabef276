package dev.signalbox.command;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.signalbox.log.CommitListener;
import dev.signalbox.log.Readers;
import dev.signalbox.log.RefusedException;
import dev.signalbox.log.Sequencer;
import dev.signalbox.log.StoredEvent;
import dev.signalbox.log.Waiters;
import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.session.SessionProjection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's side: hands out what waits for a session. A handed-out command is leased; it becomes
 * delivered when its answer has been written, and is offered again when the poller went away
 * before, or when it was delivered but nobody acknowledged it in time. Leases are kept in memory:
 * after a restart everything unfinished is offered again. Thread safe.
 */
public final class Mailbox implements CommitListener {
  private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

  /** How long a delivered command may go unacknowledged before it is offered again. */
  static final Duration LEASE = Duration.ofSeconds(30);

  private final Sequencer sequencer;
  private final Readers readers;
  private final SessionProjection projection;
  private final InstantSource clock;

  @GuardedBy("this")
  private final Map<String, Instant> leases = new HashMap<>();

  private final Waiters waiters = new Waiters();

  public Mailbox(
      Sequencer sequencer, Readers readers, SessionProjection projection, InstantSource clock) {
    this.sequencer = sequencer;
    this.readers = readers;
    this.projection = projection;
    this.clock = clock;
  }

  /**
   * What waits for the session now, leased to the caller; perhaps nothing. Fails with {@link
   * RefusedException} when there is no such session. Every lease must be ended.
   */
  public CompletableFuture<Lease> take(String sessionId, Want want) {
    return readers
        .read(handle -> {
          if (!CommandQueries.hasSession(handle, sessionId)) {
            throw RefusedException.unknownSession(sessionId);
          }
          return CommandQueries.unfinished(handle, sessionId);
        })
        .thenApply(commands -> lease(commands, want));
  }

  /** Waits for something new for the session; {@link #forget} it when nobody waits any more. */
  public Waiters.News news(String sessionId) {
    return waiters.news(sessionId);
  }

  /** Ends the waiting. */
  public void forget(Waiters.News news) {
    waiters.forget(news);
  }

  @Override
  public void committed(List<StoredEvent> events) {
    for (StoredEvent event : events) {
      if (event.type().equals("command:issued")) {
        waiters.wake(event.sessionId());
      }
    }
  }

  private synchronized Lease lease(List<Command> commands, Want want) {
    Instant now = clock.instant();
    leases.values().removeIf(end -> !end.isAfter(now));
    var free = new ArrayList<Command>();
    for (Command command : commands) {
      if (want.includes(command) && !leases.containsKey(command.commandId())) {
        free.add(command);
      }
    }
    List<Command> leased = want.first(free);
    for (Command command : leased) {
      leases.put(command.commandId(), now.plus(LEASE));
    }
    commands.stream()
        .filter(want::confirms)
        .forEach(command -> move(command, Command.Status.ACKNOWLEDGED, null));
    return new Lease(leased);
  }

  // A failure is logged; the command is then offered again, which is what it is for.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void move(Command command, Command.Status status, @Nullable String at) {
    var body = Json.object().put("commandId", command.commandId());
    if (at != null) {
      body.put("at", at);
    }
    Event moved = Event.of("command:" + status.word(), command.sessionId(), clock.instant(), body);
    sequencer
        .append(List.of(moved), () -> isAhead(command, status) ? List.of(moved) : List.of())
        .whenComplete((result, fault) -> {
          if (fault != null) {
            log.warn("Could not note {} for {}", moved.type(), command.commandId(), fault);
          }
        });
  }

  /** Since it was leased, the command may have moved on, or its session may have gone. */
  private boolean isAhead(Command command, Command.Status status) throws SQLException {
    return projection
        .state(command.sessionId())
        .flatMap(session -> session.commands().find(command.commandId()))
        .filter(it -> !it.status().isFinal() && it.status().compareTo(status) < 0)
        .isPresent();
  }

  /** Commands in the hands of one poller. End it exactly once. */
  public final class Lease {
    private final List<Command> commands;

    private Lease(List<Command> commands) {
      this.commands = List.copyOf(commands);
    }

    public List<Command> commands() {
      return commands;
    }

    /** The answer was written. */
    public void delivered() {
      delivered(null);
    }

    /**
     * The answer was written.
     *
     * @param at where the agent got it
     */
    public void delivered(@Nullable String at) {
      for (Command command : commands) {
        if (command.status() == Command.Status.QUEUED) {
          move(command, Command.Status.DELIVERED, at);
        }
      }
    }

    /** The poller went away before: others may have them at once. */
    public void released() {
      synchronized (Mailbox.this) {
        commands.forEach(command -> leases.remove(command.commandId()));
      }
      commands.forEach(command -> waiters.wake(command.sessionId()));
    }
  }
}

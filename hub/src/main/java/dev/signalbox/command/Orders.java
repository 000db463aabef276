package dev.signalbox.command;

import dev.signalbox.log.Sequencer;
import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.session.SessionProjection;
import dev.signalbox.session.fold.SessionState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an agent whose hooks ask the hub is to do at the moment: such an agent does not poll for
 * commands, and does not acknowledge them. Thread safe.
 */
public final class Orders {
  private static final Logger log = LoggerFactory.getLogger(Orders.class);

  private final Sequencer sequencer;
  private final SessionProjection projection;
  private final InstantSource clock;

  private final StoppedTurns stoppedTurns = new StoppedTurns();

  /** What the agent is to do before its next tool call. */
  public sealed interface Order {
    /** Nothing stands in its way. */
    record Go() implements Order {}

    /** It is to wait until something new has come. */
    record Wait() implements Order {}

    /** It is to end its turn. */
    record Stop(String reason) implements Order {}
  }

  public Orders(Sequencer sequencer, SessionProjection projection, InstantSource clock) {
    this.sequencer = sequencer;
    this.projection = projection;
    this.clock = clock;
  }

  /**
   * What the agent is to do now. A pause is noted with where it holds the call; a stop once the
   * agent has heard of it, see {@link #stopped}.
   */
  public CompletableFuture<Order> next(HookCall call) {
    var order = new AtomicReference<Order>(new Order.Go());
    return sequencer
        .append(() -> {
          // It may be decided anew, when a neighbour in its batch fails.
          order.set(new Order.Go());
          var state = projection.state(call.sessionId());
          return state.isEmpty() ? List.of() : decide(state.get(), call, order);
        })
        .thenApply(done -> order.get());
  }

  /** The agent has heard at this call that it is to stop. */
  // A failure is logged: the next call is stopped, too.
  @SuppressWarnings("FutureReturnValueIgnored")
  public void stopped(HookCall call) {
    sequencer
        .append(() -> {
          var state = projection.state(call.sessionId());
          return state.isEmpty() ? List.of() : stop(state.get(), call);
        })
        .whenComplete((done, fault) -> {
          if (fault != null) {
            log.warn("Could not note that session {} was stopped", call.sessionId(), fault);
          }
        });
  }

  /** The agent was held for as long as it lets itself be held, and goes on. */
  public CompletableFuture<Void> letGo(String sessionId) {
    return sequencer
        .append(() -> {
          var state = projection.state(sessionId);
          return state.isEmpty()
              ? List.of()
              : CommandMoves.unfinished(state.get(), CommandMoves::isPause).stream()
                  .map(pause ->
                      CommandMoves.expired(pause, "It was held for long enough", clock.instant()))
                  .toList();
        })
        .thenApply(done -> null);
  }

  /** Whether the session's next hook call should ask what it is to do. */
  public CompletableFuture<Boolean> isAnythingLeft(String sessionId) {
    var isLeft = new AtomicBoolean();
    return sequencer
        .append(() -> {
          isLeft.set(projection.state(sessionId).filter(Orders::isAnythingLeft).isPresent());
          return List.of();
        })
        .thenApply(done -> isLeft.get());
  }

  private List<Event> decide(SessionState state, HookCall call, AtomicReference<Order> order) {
    List<Command> stops = CommandMoves.unfinished(state, CommandMoves::isStop);
    String reason = stops.isEmpty() ? stoppedTurns.reason(call) : why(stops.getFirst());
    if (reason != null) {
      order.set(new Order.Stop(reason));
      return List.of();
    }
    List<Command> pauses = CommandMoves.unfinished(state, CommandMoves::isPause);
    if (pauses.isEmpty()) {
      return List.of();
    }
    order.set(new Order.Wait());
    return pauses.stream()
        .filter(it -> it.status() == Command.Status.QUEUED)
        .map(it -> CommandMoves.delivered(it, call.at(), clock.instant()))
        .toList();
  }

  /** Its hooks say nothing of a turn that ends like this. */
  private List<Event> stop(SessionState state, HookCall call) {
    List<Command> stops = CommandMoves.unfinished(state, CommandMoves::isStop);
    if (stops.isEmpty()) {
      return List.of();
    }
    stoppedTurns.add(call, why(stops.getFirst()));
    var idle = Json.object().put("interrupted", true);
    if (call.turnId() != null) {
      idle.put("turnId", call.turnId());
    }
    var events = new ArrayList<Event>();
    for (Command stop : stops) {
      events.add(CommandMoves.delivered(stop, call.at(), clock.instant()));
      events.add(CommandMoves.acknowledged(stop, clock.instant()));
    }
    for (Command pause : CommandMoves.unfinished(state, CommandMoves::isPause)) {
      events.add(CommandMoves.acknowledged(pause, clock.instant()));
    }
    events.add(Event.of("session:idle", state.session().id(), clock.instant(), idle));
    return events;
  }

  /**
   * What else is to be logged with what a hook call reports: the agent that goes on has had its
   * messages, and a turn that is over cannot be cancelled.
   */
  public List<Event> after(SessionState state, List<Event> reported) {
    if (state.session().controls() == null) {
      return List.of();
    }
    var events = new ArrayList<Event>();
    for (Command message :
        CommandMoves.unfinished(
            state,
            it -> it.type() == Command.Type.INPUT && it.status() == Command.Status.DELIVERED)) {
      events.add(CommandMoves.acknowledged(message, clock.instant()));
    }
    boolean isOver = reported.stream().anyMatch(it -> it.type().equals("session:idle"));
    if (isOver) {
      for (Command stop : CommandMoves.unfinished(state, CommandMoves::isStop)) {
        events.add(CommandMoves.expired(stop, "The turn was over before", clock.instant()));
      }
    }
    return events;
  }

  /** Whether there is anything that the agent's next hook call should ask for. */
  public static boolean isAnythingLeft(SessionState state) {
    return state.session().controls() != null
        && !CommandMoves.unfinished(
                state,
                it -> it.status() == Command.Status.QUEUED || it.type() == Command.Type.PAUSE)
            .isEmpty();
  }

  private static String why(Command stop) {
    return CommandMoves.whyStopped(stop.by(), stop.reason());
  }
}

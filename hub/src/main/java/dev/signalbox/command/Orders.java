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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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
              : unfinished(state.get(), it -> it.type() == Command.Type.PAUSE).stream()
                  .map(pause -> moved(pause, "expired", null, "It was held for long enough"))
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
    List<Command> stops = unfinished(state, Orders::isStop);
    String why = stops.isEmpty() ? stoppedTurns.reason(call) : reason(stops.getFirst());
    if (why != null) {
      order.set(new Order.Stop(why));
      return List.of();
    }
    List<Command> pauses = unfinished(state, it -> it.type() == Command.Type.PAUSE);
    if (pauses.isEmpty()) {
      return List.of();
    }
    order.set(new Order.Wait());
    return pauses.stream()
        .filter(it -> it.status() == Command.Status.QUEUED)
        .map(it -> moved(it, "delivered", call.at(), null))
        .toList();
  }

  /** Its hooks say nothing of a turn that ends like this. */
  private List<Event> stop(SessionState state, HookCall call) {
    List<Command> stops = unfinished(state, Orders::isStop);
    if (stops.isEmpty()) {
      return List.of();
    }
    stoppedTurns.add(call, reason(stops.getFirst()));
    var idle = Json.object().put("interrupted", true);
    if (call.turnId() != null) {
      idle.put("turnId", call.turnId());
    }
    var events = new ArrayList<Event>();
    for (Command stop : stops) {
      events.add(moved(stop, "delivered", call.at(), null));
      events.add(moved(stop, "acknowledged", null, null));
    }
    for (Command pause : unfinished(state, it -> it.type() == Command.Type.PAUSE)) {
      events.add(moved(pause, "acknowledged", null, null));
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
        unfinished(
            state,
            it -> it.type() == Command.Type.INPUT && it.status() == Command.Status.DELIVERED)) {
      events.add(moved(message, "acknowledged", null, null));
    }
    boolean isOver = reported.stream().anyMatch(it -> it.type().equals("session:idle"));
    if (isOver) {
      for (Command stop : unfinished(state, Orders::isStop)) {
        events.add(moved(stop, "expired", null, "The turn was over before"));
      }
    }
    return events;
  }

  /** Whether there is anything that the agent's next hook call should ask for. */
  public static boolean isAnythingLeft(SessionState state) {
    return state.session().controls() != null
        && !unfinished(
                state,
                it -> it.status() == Command.Status.QUEUED || it.type() == Command.Type.PAUSE)
            .isEmpty();
  }

  /** What becomes of {@code resume}, which the hub itself carries out. */
  List<Event> resume(SessionState state, String commandId) {
    List<Command> pauses = unfinished(state, it -> it.type() == Command.Type.PAUSE);
    var body = Json.object().put("commandId", commandId);
    if (pauses.isEmpty()) {
      body.put("error", "It is not paused");
    }
    String verb = pauses.isEmpty() ? "failed" : "acknowledged";
    var events = new ArrayList<Event>();
    pauses.forEach(pause -> events.add(moved(pause, "acknowledged", null, null)));
    events.add(Event.of("command:" + verb, state.session().id(), clock.instant(), body));
    return events;
  }

  private static boolean isStop(Command command) {
    return command.type() == Command.Type.CANCEL || command.type() == Command.Type.ABORT;
  }

  private static List<Command> unfinished(SessionState state, Predicate<Command> wanted) {
    return state.commands().inOrder().stream()
        .filter(it -> !it.status().isFinal())
        .filter(wanted)
        .toList();
  }

  private static String reason(Command stop) {
    String who = stop.by() == null ? "" : " by " + stop.by();
    String why = stop.reason() == null ? "" : ": " + stop.reason();
    return "Stopped" + who + " in Signalbox" + why;
  }

  private Event moved(Command command, String verb, @Nullable String at, @Nullable String error) {
    var body = Json.object().put("commandId", command.commandId());
    if (at != null) {
      body.put("at", at);
    }
    if (error != null) {
      body.put("error", error);
    }
    return Event.of("command:" + verb, command.sessionId(), clock.instant(), body);
  }
}

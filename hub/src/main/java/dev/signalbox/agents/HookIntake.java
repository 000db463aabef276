package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.command.Orders;
import dev.signalbox.log.Proposal;
import dev.signalbox.log.Sequencer;
import dev.signalbox.protocol.AgentProcess;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.session.Liveness;
import dev.signalbox.session.SessionProjection;
import dev.signalbox.session.fold.SessionState;
import dev.signalbox.session.process.ProcessWatch;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the agents' hook payloads and appends what they report. An agent does not look at the
 * answer: what is refused is counted here, for whoever wonders what became of it. Thread safe.
 */
public final class HookIntake {
  private static final Logger log = LoggerFactory.getLogger(HookIntake.class);

  private final Map<String, HookAdapter> adapters;
  private final Sequencer sequencer;
  private final SessionProjection projection;
  private final Liveness liveness;
  private final ProcessWatch processes;
  private final Orders orders;
  private final InstantSource clock;
  private final Lineage lineage = new Lineage();
  private final Nesting nesting;
  private final LongAdder refused = new LongAdder();

  /**
   * What the sender of a payload should know.
   *
   * @param isWatched whether the hub sees by itself when the agent's process is gone
   * @param hasOrders whether the agent's next call should ask what it is to do
   */
  public record Taken(boolean isWatched, boolean hasOrders) {
    private static final Taken NOTHING = new Taken(false, false);
  }

  /**
   * @param adapters by the agent's name in {@code /api/hooks/{agent}}
   */
  public HookIntake(
      Map<String, HookAdapter> adapters,
      Sequencer sequencer,
      SessionProjection projection,
      Liveness liveness,
      ProcessWatch processes,
      Orders orders,
      InstantSource clock) {
    this.adapters = new TreeMap<>(adapters);
    this.sequencer = sequencer;
    this.projection = projection;
    this.nesting = new Nesting(projection);
    this.liveness = liveness;
    this.processes = processes;
    this.orders = orders;
    this.clock = clock;
  }

  /** The agents that the hub understands, in alphabetical order. */
  public List<String> agents() {
    return List.copyOf(adapters.keySet());
  }

  /** How that agent's payloads are read; empty when there is no such agent. */
  public Optional<HookAdapter> adapter(String agent) {
    return Optional.ofNullable(adapters.get(agent));
  }

  /** Payloads that changed nothing, because they were malformed or the state had no room. */
  public long refused() {
    return refused.sum();
  }

  /**
   * Appends what a payload reports. Completes also when the state forbids it; a malformed payload
   * throws.
   */
  public CompletableFuture<Taken> take(
      HookAdapter adapter, ObjectNode payload, HookContext context, Presence presence) {
    List<HookReport> reports;
    try {
      reports = adapter.reports(payload, context, clock.instant());
    } catch (InvalidEventException e) {
      refused.increment();
      throw e;
    }
    List<String> sessions = reports.stream().map(it -> it.start().sessionId()).toList();
    if (presence.isGone()) {
      return all(sessions.stream().map(this::lose)).thenApply(done -> Taken.NOTHING);
    }
    AgentProcess process = presence.process();
    boolean isWatched =
        process != null && sessions.stream().allMatch(it -> processes.watch(it, process));
    boolean nests = adapter.nestsSessions(payload);
    var hasOrders = new AtomicBoolean();
    return all(reports.stream()
            .map(presence::told)
            .map(it -> append(it, ordered(it, choice(it, process, nests, isWatched), hasOrders))))
        .thenApply(done -> new Taken(isWatched, hasOrders.get()));
  }

  /**
   * Appends a report in one transaction: its events stay together. Completes also when the state
   * forbids them.
   */
  public CompletableFuture<Void> take(HookReport report) {
    return append(report, () -> news(report));
  }

  private Proposal choice(
      HookReport report, @Nullable AgentProcess process, boolean nests, boolean isWatched) {
    String parent =
        process == null || !nests || report.isStart() ? null : lineage.other(report, process);
    HookReport linked = parent == null ? lineage.linked(report, process) : report;
    Proposal own = process == null || !isWatched ? () -> news(linked) : () -> news(linked, process);
    return parent == null ? own : () -> nesting.within(parent, report, own);
  }

  /** What the agent does also tells what became of its orders. */
  private Proposal ordered(HookReport report, Proposal inner, AtomicBoolean hasOrders) {
    return () -> {
      List<Event> events = inner.decide();
      Optional<SessionState> state = projection.state(report.start().sessionId());
      if (state.isEmpty()) {
        return events;
      }
      if (Orders.isAnythingLeft(state.get())) {
        hasOrders.set(true);
      }
      return Stream.concat(events.stream(), orders.after(state.get(), events).stream()).toList();
    };
  }

  private CompletableFuture<Void> append(HookReport report, Proposal choice) {
    return sequencer
        .append(report.candidates(), choice)
        .<Void>thenApply(results -> null)
        .exceptionally(this::refuse);
  }

  private CompletableFuture<Void> lose(String sessionId) {
    return sequencer
        .append(() -> liveness.decideGone(sessionId))
        .<Void>thenApply(results -> null)
        .exceptionally(this::refuse);
  }

  /** Runs on the sequencer's thread, which knows the session as of the event before. */
  private List<Event> news(HookReport report) throws SQLException {
    return projection
        .state(report.start().sessionId())
        .map(state -> report.onto(state.session()))
        .orElseGet(report::begin);
  }

  /** The same, and in which process the session is when that is news. */
  private List<Event> news(HookReport report, AgentProcess process) throws SQLException {
    boolean isKnown =
        projection
            .state(report.start().sessionId())
            .filter(state -> process.equals(state.carry().process()))
            .isPresent();
    return isKnown ? news(report) : Presence.in(process, news(report));
  }

  private static CompletableFuture<Void> all(Stream<CompletableFuture<Void>> some) {
    return CompletableFuture.allOf(some.toArray(CompletableFuture[]::new));
  }

  private Void refuse(Throwable fault) {
    if (fault.getCause() instanceof InvalidEventException refusal) {
      refused.increment();
      log.debug("What a hook reports was refused: {}", refusal.getMessage());
      return null;
    }
    throw fault instanceof CompletionException wrapped ? wrapped : new CompletionException(fault);
  }
}

package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.Sequencer;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.session.SessionProjection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
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
  private final InstantSource clock;
  private final LongAdder refused = new LongAdder();

  /**
   * @param adapters by the agent's name in {@code /api/hooks/{agent}}
   */
  public HookIntake(
      Map<String, HookAdapter> adapters,
      Sequencer sequencer,
      SessionProjection projection,
      InstantSource clock) {
    this.adapters = new TreeMap<>(adapters);
    this.sequencer = sequencer;
    this.projection = projection;
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
  public CompletableFuture<Void> take(
      HookAdapter adapter, ObjectNode payload, HookContext context) {
    List<HookReport> reports;
    try {
      reports = adapter.reports(payload, context, clock.instant());
    } catch (InvalidEventException e) {
      refused.increment();
      throw e;
    }
    return CompletableFuture.allOf(
        reports.stream().map(this::take).toArray(CompletableFuture[]::new));
  }

  /**
   * Appends a report in one transaction: its events stay together. Completes also when the state
   * forbids them.
   */
  public CompletableFuture<Void> take(HookReport report) {
    return sequencer
        .append(report.candidates(), () -> news(report))
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

  private Void refuse(Throwable fault) {
    if (fault.getCause() instanceof InvalidEventException refusal) {
      refused.increment();
      log.debug("What a hook reports was refused: {}", refusal.getMessage());
      return null;
    }
    throw fault instanceof CompletionException wrapped ? wrapped : new CompletionException(fault);
  }
}

package dev.signalbox;

import dev.signalbox.ask.AskExpiry;
import dev.signalbox.ask.HeldAsks;
import dev.signalbox.command.CommandExpiry;
import dev.signalbox.log.Proposal;
import dev.signalbox.log.Readers;
import dev.signalbox.log.Sequencer;
import dev.signalbox.log.StoreUnavailableException;
import dev.signalbox.session.Liveness;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, now and then, for what ends by time: sessions gone silent, commands that nobody took, asks
 * that nobody answered or waits for.
 */
final class Sweeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

  private static final long PERIOD_SECONDS = 5;

  /** A person may be looking at the deadline. */
  private static final long ASK_SECONDS = 1;

  private final Sequencer sequencer;
  private final Readers readers;
  private final Liveness liveness;
  private final CommandExpiry commandExpiry;
  private final AskExpiry askExpiry;
  private final HeldAsks heldAsks;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("sweeper").factory());

  Sweeper(
      Sequencer sequencer,
      Readers readers,
      Liveness liveness,
      CommandExpiry commandExpiry,
      AskExpiry askExpiry,
      HeldAsks heldAsks) {
    this.sequencer = sequencer;
    this.readers = readers;
    this.liveness = liveness;
    this.commandExpiry = commandExpiry;
    this.askExpiry = askExpiry;
    this.heldAsks = heldAsks;
  }

  // The timer runs until it is shut down; sweepSafely() handles failures.
  @SuppressWarnings("FutureReturnValueIgnored")
  void start() {
    timer.scheduleWithFixedDelay(
        () -> sweepSafely(this::sweep), PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    timer.scheduleWithFixedDelay(
        () -> sweepSafely(this::sweepAsks), ASK_SECONDS, ASK_SECONDS, TimeUnit.SECONDS);
  }

  private void sweep() {
    end(readers.read(liveness::silent), id -> () -> liveness.decide(id));
    end(readers.read(commandExpiry::overdue), command -> () -> commandExpiry.decide(command));
  }

  private void sweepAsks() {
    end(readers.read(askExpiry::overdue), ask -> () -> askExpiry.decide(ask));
    logged(heldAsks.releaseAll("The agent's hook has gone"));
  }

  private static void sweepSafely(Runnable sweep) {
    try {
      sweep.run();
    } catch (RuntimeException | Error e) {
      // The root of the timer's thread: what it throws would silently be its last sweep.
      log.error("A sweep failed; the next one tries again", e);
    }
  }

  private <T> void end(CompletableFuture<List<T>> found, Function<T, Proposal> proposal) {
    logged(
        found.thenCompose(all ->
            CompletableFuture.allOf(
                all.stream()
                    .map(one -> sequencer.append(proposal.apply(one)))
                    .toArray(CompletableFuture[]::new))));
  }

  // A failure is logged; the next sweep tries again.
  @SuppressWarnings("FutureReturnValueIgnored")
  private static void logged(CompletableFuture<Void> outcome) {
    outcome.whenComplete((done, fault) -> {
      if (fault != null) {
        report(fault);
      }
    });
  }

  /** An outage has been logged by whoever found it; here it would be logged with every sweep. */
  private static void report(Throwable fault) {
    if (StoreUnavailableException.isBehind(fault)) {
      log.debug("What has run out of time ends later", fault);
      return;
    }
    log.warn("Could not end what has run out of time", fault);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

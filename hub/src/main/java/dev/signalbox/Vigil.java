package dev.signalbox;

import dev.signalbox.log.Readers;
import dev.signalbox.log.Sequencer;
import dev.signalbox.log.StoreUnavailableException;
import dev.signalbox.session.Liveness;
import dev.signalbox.session.Liveness.Seen;
import dev.signalbox.session.process.ProcessWatch;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every other second for sessions whose process is gone. */
final class Vigil implements AutoCloseable {
  /**
   * How long after a start it waits for what agents did while the hub was away, e.g. that they
   * ended, before it says of a process from before that it is gone. A spool tries every 30 s.
   */
  static final Duration HINDSIGHT = Duration.ofSeconds(35);

  private static final Logger log = LoggerFactory.getLogger(Vigil.class);

  /** A look costs some microseconds for each process, and somebody may be waiting to see it. */
  private static final long PERIOD_SECONDS = 2;

  private final Sequencer sequencer;
  private final Readers readers;
  private final Liveness liveness;
  private final ProcessWatch processes;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("vigil").factory());

  Vigil(Sequencer sequencer, Readers readers, Liveness liveness, ProcessWatch processes) {
    this.sequencer = sequencer;
    this.readers = readers;
    this.liveness = liveness;
    this.processes = processes;
  }

  // The timer runs until it is shut down; what it runs handles its failures.
  @SuppressWarnings("FutureReturnValueIgnored")
  void start(Duration hindsight) {
    timer.schedule(this::restore, hindsight.toMillis(), TimeUnit.MILLISECONDS);
    timer.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  // A failure is logged; the next event of each session tells its process again.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void restore() {
    readers
        .read(liveness::seen)
        .whenComplete((all, fault) -> {
          if (fault != null) {
            log.warn("Processes of before are not watched until their next event", fault);
            return;
          }
          all.forEach(processes::restore);
        });
  }

  private void look() {
    try {
      processes.gone().forEach(this::lose);
    } catch (RuntimeException | Error e) {
      // The root of the timer's thread: what it throws would silently be its last look.
      log.error("Could not look for processes; the next look tries again", e);
    }
  }

  // A failure is logged; the next look tries again.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void lose(Seen gone) {
    sequencer
        .append(() -> liveness.decideGone(gone))
        .whenComplete((done, fault) -> {
          if (fault == null) {
            return;
          }
          processes.restore(gone);
          // An outage has been logged by whoever found it.
          if (!StoreUnavailableException.isBehind(fault)) {
            log.warn("Could not lose a session whose process is gone", fault);
          }
        });
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

package dev.signalbox.log;

import dev.signalbox.protocol.Event;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer. One thread takes whatever has arrived while the batch before was committed,
 * numbers it, folds it and commits it: many callers share one fsync, and nobody waits for a timer
 * (group commit). A caller's future completes after the commit, on this thread.
 *
 * <p>{@link #append} may be called on any thread and never blocks: a full queue refuses at once.
 */
public final class Sequencer implements AutoCloseable, MeterBinder {
  private static final Logger log = LoggerFactory.getLogger(Sequencer.class);

  /** Proposals in one commit. Larger batches no longer make the fsync's share smaller. */
  static final int BATCH_MAX = 1_000;

  /** JSON in one commit, in bytes; the last proposal of a batch may pass it. */
  static final long BATCH_BYTES_MAX = 1024 * 1024;

  /** Proposals that may wait: about a second of work, so that a refusal means real overload. */
  static final int QUEUE_MAX = 20_000;

  /** JSON that may wait, in bytes: bounds memory when events are large. */
  static final long QUEUE_BYTES_MAX = 64 * 1024 * 1024;

  /** How often an unwritable store is tried again while nobody writes. */
  private static final long PROBE_MILLIS = 1_000;

  private final EventLog eventLog;
  private final BatchWriter writer;
  private final StoreHealth health;
  private final InstantSource clock;
  private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(QUEUE_MAX);
  private final AtomicLong queuedBytes = new AtomicLong();
  private final CommitTimes times = new CommitTimes();
  private final Thread thread;
  private volatile boolean isClosing;
  private volatile boolean isStopped;

  /** Starts the writing thread. */
  public Sequencer(
      EventLog eventLog, Projection projection, CommitListeners listeners, InstantSource clock) {
    this.eventLog = eventLog;
    this.clock = clock;
    this.writer = new BatchWriter(eventLog, projection, listeners, clock);
    this.health = writer.health();
    this.thread = Thread.ofPlatform().name("sequencer").start(this::run);
  }

  /**
   * Appends one event. The future fails with {@link StoreUnavailableException}, or with {@link
   * dev.signalbox.protocol.InvalidEventException} when the state forbids the event.
   */
  public CompletableFuture<AppendResult> append(Event event) {
    return append(List.of(event)).thenApply(List::getFirst);
  }

  /** Appends all of the events or none. The future holds one result for each. */
  public CompletableFuture<List<AppendResult>> append(List<Event> events) {
    return enqueue(Waiting.of(events));
  }

  /**
   * Appends all of what the proposal decides, or nothing. The future holds one result for each
   * event; it fails like {@link #append(Event)}, or with {@link RefusedException}.
   */
  public CompletableFuture<List<AppendResult>> append(Proposal proposal) {
    return enqueue(Waiting.of(proposal));
  }

  /** The same for a proposal that only chooses among events: they count while they wait. */
  public CompletableFuture<List<AppendResult>> append(List<Event> candidates, Proposal choice) {
    return enqueue(Waiting.of(List.copyOf(candidates), choice));
  }

  /** Why the store cannot be written, while it cannot. */
  public Optional<String> outage() {
    return isStopped && !isClosing
        ? Optional.of("the writing thread has ended; restart the hub")
        : health.outage();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionTimer.builder(
            "signalbox.commits", times, CommitTimes::commits, CommitTimes::total, CommitTimes.UNIT)
        .description("Commits, from taking the first proposal to answering the last")
        .register(registry);
    FunctionCounter.builder("signalbox.commits.proposals", times, CommitTimes::proposals)
        .description("What the commits carried: its increase by theirs is the batch size")
        .register(registry);
    Gauge.builder("signalbox.queue.proposals", queue, Collection::size)
        .description("Writes that wait, of at most " + QUEUE_MAX)
        .register(registry);
    Gauge.builder("signalbox.queue.bytes", queuedBytes, AtomicLong::get)
        .description("Their JSON, of at most " + QUEUE_BYTES_MAX)
        .baseUnit("bytes")
        .register(registry);
  }

  /** How many proposals wait for their turn. */
  public int queued() {
    return queue.size();
  }

  private CompletableFuture<List<AppendResult>> enqueue(Waiting waiting) {
    if (isClosing) {
      return CompletableFuture.failedFuture(StoreUnavailableException.closing());
    }
    if (queuedBytes.addAndGet(waiting.bytes()) > QUEUE_BYTES_MAX || !queue.offer(waiting)) {
      queuedBytes.addAndGet(-waiting.bytes());
      return CompletableFuture.failedFuture(
          StoreUnavailableException.overloaded(
              "Expected at most "
                  + QUEUE_MAX
                  + " writes or "
                  + QUEUE_BYTES_MAX
                  + " bytes to wait, and there are more; try again"));
    }
    // It may have come after the thread's last look into the queue. The thread looks once more
    // after it has set isStopped, so that one of the two finds it.
    if (isStopped) {
      refuseQueued();
    }
    return waiting.results();
  }

  private void run() {
    try {
      while (!isClosing || (!queue.isEmpty() && health.outage().isEmpty())) {
        takeTurn();
      }
    } finally {
      isStopped = true;
      refuseQueued();
    }
  }

  /** Writes one batch, or looks whether the store can be written again. Must not throw. */
  private void takeTurn() {
    List<Waiting> batch = new ArrayList<>();
    try {
      fill(batch);
      if (!batch.isEmpty()) {
        long began = System.nanoTime();
        writer.write(batch);
        times.committed(batch.size(), System.nanoTime() - began);
      } else if (health.outage().isPresent()) {
        probe();
      }
    } catch (InterruptedException e) {
      log.warn("Something interrupted the writing thread, which goes on", e);
    } catch (Throwable e) {
      // The root of the thread. Without it nothing could be written until a restart.
      log.error("Writing a batch of {} failed unexpectedly", batch.size(), e);
      writer.abandon(batch, e);
    }
  }

  /** Takes what waits; waits for the first, while there is no outage to look after. */
  private void fill(List<Waiting> batch) throws InterruptedException {
    Waiting next =
        health.outage().isEmpty() ? queue.take() : queue.poll(PROBE_MILLIS, TimeUnit.MILLISECONDS);
    long bytes = 0;
    while (next != null) {
      batch.add(next);
      queuedBytes.addAndGet(-next.bytes());
      bytes += next.bytes();
      next = batch.size() < BATCH_MAX && bytes < BATCH_BYTES_MAX ? queue.poll() : null;
    }
  }

  private void probe() {
    try {
      eventLog.probe(clock.instant());
      health.written();
    } catch (SQLException e) {
      health.failed(String.valueOf(e.getMessage()), e);
    }
  }

  private void refuseQueued() {
    for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
      queuedBytes.addAndGet(-next.bytes());
      next.refuse(StoreUnavailableException.closing());
    }
  }

  /** Writes what has been accepted, if it can be written, then stops the thread. */
  @Override
  public void close() {
    isClosing = true;
    // Wakes the thread without an interrupt, which could hit a listener or a caller's answer. When
    // there is no room for it, the thread is awake.
    queue.offer(Waiting.of(() -> List.of()));
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

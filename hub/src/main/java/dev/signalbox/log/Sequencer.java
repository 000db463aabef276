package dev.signalbox.log;

import dev.signalbox.protocol.Event;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer. One thread takes whatever has arrived while the batch before was committed,
 * numbers it, folds it and commits it: many callers share one fsync, and nobody waits for a timer
 * (group commit). A caller's future completes after the commit, on this thread.
 *
 * <p>{@link #append} may be called on any thread and never blocks: a full queue refuses at once.
 */
public final class Sequencer implements AutoCloseable {
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
  private final InstantSource clock;
  private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(QUEUE_MAX);
  private final AtomicLong queuedBytes = new AtomicLong();
  private final Thread thread;
  private volatile @Nullable String outage;
  private volatile boolean closing;

  /** Starts the writing thread. */
  public Sequencer(
      EventLog eventLog, Projection projection, CommitListeners listeners, InstantSource clock) {
    this.eventLog = eventLog;
    this.clock = clock;
    this.writer = new BatchWriter(eventLog, projection, listeners, clock);
    this.thread = Thread.ofPlatform().name("sequencer").start(this::run);
  }

  /** Appends one event. The future fails with {@link StoreUnavailableException}. */
  public CompletableFuture<AppendResult> append(Event event) {
    return enqueue(Waiting.of(event)).thenApply(List::getFirst);
  }

  /**
   * Appends what the proposal decides, all in one transaction. The future holds one result for each
   * event; it fails with {@link RefusedException} or {@link StoreUnavailableException}.
   */
  public CompletableFuture<List<AppendResult>> append(Proposal proposal) {
    return enqueue(Waiting.of(proposal));
  }

  /** Why the store cannot be written, while it cannot. */
  public Optional<String> outage() {
    return Optional.ofNullable(outage);
  }

  /** How many proposals wait for their turn. */
  public int queued() {
    return queue.size();
  }

  private CompletableFuture<List<AppendResult>> enqueue(Waiting waiting) {
    if (closing) {
      return CompletableFuture.failedFuture(StoreUnavailableException.closing());
    }
    if (queuedBytes.addAndGet(waiting.bytes()) > QUEUE_BYTES_MAX || !queue.offer(waiting)) {
      queuedBytes.addAndGet(-waiting.bytes());
      return CompletableFuture.failedFuture(
          StoreUnavailableException.overloaded(
              "Expected at most "
                  + QUEUE_MAX
                  + " events or "
                  + QUEUE_BYTES_MAX
                  + " bytes to wait, and there are more; try again"));
    }
    return waiting.results();
  }

  private void run() {
    while (!closing || !queue.isEmpty()) {
      try {
        List<Waiting> batch = nextBatch();
        if (!batch.isEmpty()) {
          outage = writer.write(batch);
        } else if (outage != null) {
          probe();
        }
      } catch (InterruptedException e) {
        // Only close() interrupts; what has been accepted is still written.
        log.debug("Woken up to close", e);
      }
    }
  }

  private List<Waiting> nextBatch() throws InterruptedException {
    var batch = new ArrayList<Waiting>();
    Waiting next = outage == null ? queue.take() : queue.poll(PROBE_MILLIS, TimeUnit.MILLISECONDS);
    long bytes = 0;
    while (next != null) {
      batch.add(next);
      queuedBytes.addAndGet(-next.bytes());
      bytes += next.bytes();
      next = batch.size() < BATCH_MAX && bytes < BATCH_BYTES_MAX ? queue.poll() : null;
    }
    return batch;
  }

  private void probe() {
    try {
      eventLog.probe(clock.instant());
      outage = null;
      log.info("The log can be written again");
    } catch (SQLException e) {
      log.debug("The log still cannot be written", e);
    }
  }

  /** Writes what has been accepted, then stops the thread. */
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

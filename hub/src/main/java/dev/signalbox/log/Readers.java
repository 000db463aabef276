package dev.signalbox.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the database on a few platform threads (SQLite's driver is JNI and would pin a virtual
 * thread). Each query runs in one read transaction of its own, so it sees one moment of the log,
 * and is stopped when it takes too long. Any thread may ask.
 */
public final class Readers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Readers.class);

  /** Two readers keep a 2-core machine busy; more only wait for the disk. */
  static final int THREADS = 2;

  /** Queries that may wait; more are refused with 503. */
  static final int WAITING_MAX = 1_000;

  /** A query may take so long: others wait for its thread, replays among them. */
  static final Duration QUERY_MAX = Duration.ofSeconds(10);

  private final ThreadPoolExecutor pool;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reader-watch").factory());
  private final ConnectionSource source;
  private final Duration queryMax;
  private final ConcurrentLinkedQueue<Handle> idle = new ConcurrentLinkedQueue<>();
  private final Set<ReadTask<?>> running = ConcurrentHashMap.newKeySet();

  /** Opens a read-only connection with auto-commit off. */
  @FunctionalInterface
  public interface ConnectionSource {
    Connection open() throws SQLException;
  }

  /** A read-only question. */
  @FunctionalInterface
  public interface Query<T extends @Nullable Object> {
    T run(Handle handle) throws SQLException;
  }

  public Readers(ConnectionSource source) {
    this(source, QUERY_MAX);
  }

  // The watch runs until it is shut down; stopping a query handles its own failures.
  @SuppressWarnings("FutureReturnValueIgnored")
  Readers(ConnectionSource source, Duration queryMax) {
    this.source = source;
    this.queryMax = queryMax;
    this.pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().daemon().name("reader-", 1).factory());
    long period = queryMax.dividedBy(10).toMillis();
    watch.scheduleWithFixedDelay(this::stopSlow, period, period, TimeUnit.MILLISECONDS);
  }

  /**
   * Fails with {@link StoreUnavailableException} when too many queries wait, when this one takes
   * too long, or when the database cannot be read; otherwise with what the query throws.
   */
  public <T extends @Nullable Object> CompletableFuture<T> read(Query<T> query) {
    var task = new ReadTask<>(query, this);
    try {
      pool.execute(task);
    } catch (RejectedExecutionException e) {
      task.refuse(
          pool.isShutdown()
              ? StoreUnavailableException.closing()
              : StoreUnavailableException.overloaded(
                  WAITING_MAX + " queries wait already; try again"));
    }
    return task.answer();
  }

  /** A connection for one query; give it back, or close it. */
  Handle take() throws SQLException {
    Handle handle = idle.poll();
    return handle == null ? Jdbi.create(source.open()).open() : handle;
  }

  void giveBack(Handle handle) {
    idle.add(handle);
  }

  void began(ReadTask<?> task) {
    running.add(task);
  }

  void ended(ReadTask<?> task) {
    running.remove(task);
  }

  private void stopSlow() {
    for (ReadTask<?> task : running) {
      if (task.hasRunFor(queryMax)) {
        task.stop(StoreUnavailableException.tooSlow(queryMax));
      }
    }
  }

  /** Refuses the queries that wait, and stops those that do not end soon. */
  @Override
  public void close() {
    watch.shutdownNow();
    pool.shutdown();
    List<Runnable> waiting = new ArrayList<>();
    pool.getQueue().drainTo(waiting);
    waiting.forEach(task -> ((ReadTask<?>) task).refuse(StoreUnavailableException.closing()));
    try {
      if (!pool.awaitTermination(2, TimeUnit.SECONDS)) {
        running.forEach(task -> task.stop(StoreUnavailableException.closing()));
      }
      if (!pool.awaitTermination(3, TimeUnit.SECONDS)) {
        log.warn("Queries still ran 5 s after the end; their connections stay open");
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    for (Handle handle = idle.poll(); handle != null; handle = idle.poll()) {
      ReadTask.close(handle);
    }
  }
}

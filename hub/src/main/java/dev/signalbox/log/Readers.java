package dev.signalbox.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the database on a few platform threads (SQLite's driver is JNI and would pin a virtual
 * thread). Each query runs in one read transaction of its own, so it sees one moment of the log.
 * Any thread may ask.
 */
public final class Readers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Readers.class);

  /** Two readers keep a 2-core machine busy; more only wait for the disk. */
  static final int THREADS = 2;

  /** Queries that may wait; more are refused with 503. */
  static final int WAITING_MAX = 1_000;

  private final ThreadPoolExecutor pool;
  private final ConnectionSource source;
  private final ConcurrentLinkedQueue<Handle> idle = new ConcurrentLinkedQueue<>();

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
    this.source = source;
    this.pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().daemon().name("reader-", 1).factory());
  }

  /** Fails with {@link StoreUnavailableException} when too many queries wait. */
  public <T extends @Nullable Object> CompletableFuture<T> read(Query<T> query) {
    try {
      return CompletableFuture.supplyAsync(() -> run(query), pool);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          pool.isShutdown()
              ? StoreUnavailableException.closing()
              : StoreUnavailableException.overloaded(
                  WAITING_MAX + " queries wait already; try again"));
    }
  }

  private <T extends @Nullable Object> T run(Query<T> query) {
    Handle handle = null;
    try {
      handle = idle.poll();
      if (handle == null) {
        handle = Jdbi.create(source.open()).open();
      }
      T result = query.run(handle);
      handle.getConnection().commit();
      idle.add(handle);
      return result;
    } catch (SQLException e) {
      discard(handle);
      throw new CompletionException(StoreUnavailableException.unreadable(e.getMessage()));
    } catch (RuntimeException e) {
      discard(handle);
      throw e;
    }
  }

  /** A connection whose state is in doubt is not used again. */
  private static void discard(@Nullable Handle handle) {
    if (handle == null) {
      return;
    }
    try {
      handle.getConnection().close();
    } catch (SQLException e) {
      log.debug("Could not close a reading connection", e);
    }
  }

  @Override
  public void close() {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("Queries still ran 5 s after the end; their connections stay open");
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    for (Handle handle = idle.poll(); handle != null; handle = idle.poll()) {
      discard(handle);
    }
  }
}

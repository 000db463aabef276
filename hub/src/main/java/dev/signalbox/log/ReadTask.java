package dev.signalbox.log;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/**
 * One query, from its place in the queue to its answer. A reader's thread runs it; another thread
 * may stop it. A connection that a fault has left in doubt is not used again.
 */
final class ReadTask<T extends @Nullable Object> implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ReadTask.class);

  private final Readers.Query<T> query;
  private final Readers readers;
  private final CompletableFuture<T> answer = new CompletableFuture<>();

  /** The connection, while the query runs on it. */
  @GuardedBy("this")
  private @Nullable Handle running;

  @GuardedBy("this")
  private long startedNanos;

  @GuardedBy("this")
  private @Nullable StoreUnavailableException stoppedFor;

  ReadTask(Readers.Query<T> query, Readers readers) {
    this.query = query;
    this.readers = readers;
  }

  CompletableFuture<T> answer() {
    return answer;
  }

  /** Answers a query that has not begun. */
  void refuse(StoreUnavailableException reason) {
    answer.completeExceptionally(reason);
  }

  @Override
  public void run() {
    T result;
    try {
      result = onConnection();
    } catch (SQLException e) {
      answer.completeExceptionally(unavailable(e));
      return;
    } catch (RuntimeException | Error e) {
      // Most are what the query means to say, e.g. that there is no such session.
      answer.completeExceptionally(
          e instanceof JdbiException && e.getCause() instanceof SQLException cause
              ? unavailable(cause)
              : e);
      return;
    }
    answer.complete(result);
  }

  private T onConnection() throws SQLException {
    Handle handle = readers.take();
    begin(handle);
    readers.began(this);
    try {
      return query.run(handle);
    } finally {
      readers.ended(this);
      end();
      release(handle);
    }
  }

  private synchronized void begin(Handle handle) {
    startedNanos = System.nanoTime();
    running = handle;
  }

  private synchronized void end() {
    running = null;
  }

  synchronized boolean hasRunFor(Duration duration) {
    return running != null && System.nanoTime() - startedNanos >= duration.toNanos();
  }

  /** Lets a query that is running fail for this reason, unless it ends before. */
  synchronized void stop(StoreUnavailableException reason) {
    if (running != null && running.getConnection() instanceof SQLiteConnection connection) {
      stoppedFor = reason;
      try {
        connection.getDatabase().interrupt();
      } catch (SQLException e) {
        log.warn("Could not stop a query", e);
      }
    }
  }

  private synchronized StoreUnavailableException unavailable(SQLException fault) {
    if (stoppedFor != null) {
      return stoppedFor;
    }
    log.warn("A query failed", fault);
    return StoreUnavailableException.unreadable(fault.getMessage());
  }

  /** Ends the read transaction; a connection that cannot is not used again. */
  private void release(Handle handle) {
    try {
      handle.getConnection().rollback();
      readers.giveBack(handle);
    } catch (SQLException e) {
      log.debug("A reading connection is given up", e);
      close(handle);
    }
  }

  static void close(Handle handle) {
    try {
      handle.getConnection().close();
    } catch (SQLException e) {
      log.debug("Could not close a reading connection", e);
    }
  }
}

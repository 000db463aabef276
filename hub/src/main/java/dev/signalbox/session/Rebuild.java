package dev.signalbox.session;

import dev.signalbox.log.EventLog;
import dev.signalbox.log.LoggedEvent;
import dev.signalbox.log.StoredEvent;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Computes all rows of state anew from the log (P6), in one transaction: readers see the old rows
 * until it commits, and a failure leaves them as they were. Memory is bounded by one chunk of
 * events and the sessions that a projection keeps. The hub that owns the log must not run.
 */
public final class Rebuild {
  /** Events in memory at a time. */
  static final int CHUNK_EVENTS = 1_000;

  /** JSON in memory at a time, in bytes. */
  static final int CHUNK_BYTES = 16 * 1024 * 1024;

  private final EventLog eventLog;

  public Rebuild(EventLog eventLog) {
    this.eventLog = eventLog;
  }

  /**
   * How far it has come.
   *
   * @param done the last sequence that was folded
   * @param total the last sequence there is
   */
  public record Progress(long done, long total) {}

  /** Rebuilds; tells how far it is after each chunk. */
  public void run(Consumer<Progress> listener) throws SQLException {
    long total = eventLog.head().sequence();
    try (EventLog.Transaction transaction = eventLog.begin()) {
      var projection = new SessionProjection();
      projection.begin(transaction.connection());
      projection.clear();
      long done = 0;
      while (done < total) {
        List<StoredEvent> chunk = eventLog.read(done, CHUNK_EVENTS, CHUNK_BYTES).join();
        if (chunk.isEmpty()) {
          throw new IllegalStateException(
              "Expected events up to " + total + ", but the log ends at " + done);
        }
        projection.begin(transaction.connection());
        for (StoredEvent event : chunk) {
          fold(projection, event);
        }
        projection.save();
        projection.committed();
        done = chunk.getLast().sequence();
        listener.accept(new Progress(done, total));
      }
      transaction.commit();
    }
  }

  private static void fold(SessionProjection projection, StoredEvent stored) throws SQLException {
    if (stored.isTombstone()) {
      return;
    }
    Event event = Event.parse(Json.own(stored.json()), stored.receivedAt());
    projection.apply(new LoggedEvent(stored.sequence(), stored.receivedAt(), event));
  }
}

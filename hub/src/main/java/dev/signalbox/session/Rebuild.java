package dev.signalbox.session;

import dev.signalbox.log.EventLog;
import dev.signalbox.log.LoggedEvent;
import dev.signalbox.log.StoredEvent;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes all rows of state anew from the log (P6), in one transaction: readers see the old rows
 * until it commits, and a failure leaves them as they were. Memory is bounded by one chunk of
 * events and the sessions that a projection keeps. Nobody else may write to the log meanwhile.
 */
public final class Rebuild {
  /** Events in memory at a time. */
  static final int CHUNK_EVENTS = 1_000;

  /** JSON in memory at a time, in bytes. */
  static final int CHUNK_BYTES = 16 * 1024 * 1024;

  /** Raise it when the fold makes other rows of the same events: the next start rebuilds them. */
  static final int STATE_VERSION = 8;

  private static final Logger log = LoggerFactory.getLogger(Rebuild.class);

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

  /** Rebuilds if another version of the fold, or none, made the rows, e.g. after an upgrade. */
  public void runIfStale() throws SQLException {
    if (isStale()) {
      run(new Report());
    }
  }

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
      noteVersion(transaction.connection());
      transaction.commit();
    }
  }

  private boolean isStale() throws SQLException {
    try (EventLog.Transaction transaction = eventLog.begin();
        Statement statement = transaction.connection().createStatement();
        ResultSet row = statement.executeQuery("SELECT state_version FROM meta")) {
      // An absent version reads as 0.
      return !row.next() || row.getInt(1) != STATE_VERSION;
    }
  }

  private static void noteVersion(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE meta SET state_version = " + STATE_VERSION);
    }
  }

  private static void fold(SessionProjection projection, StoredEvent stored) throws SQLException {
    if (stored.isTombstone()) {
      return;
    }
    try {
      Event event = Event.parse(Json.own(stored.json()), stored.receivedAt());
      projection.apply(new LoggedEvent(stored.sequence(), stored.receivedAt(), event));
    } catch (InvalidEventException e) {
      // An earlier version took it. It stays in the log, but must not keep this one from starting.
      log.warn("Event {} does not count in the state", stored.sequence(), e);
    }
  }

  /** Logs how far it is, once a second and at the end. */
  private static final class Report implements Consumer<Progress> {
    private Instant last = Instant.EPOCH;

    @Override
    public void accept(Progress progress) {
      var now = Instant.now();
      if (progress.done() == progress.total() || last.plusSeconds(1).isBefore(now)) {
        last = now;
        log.info("Rebuilt the state from {} of {} events", progress.done(), progress.total());
      }
    }
  }
}

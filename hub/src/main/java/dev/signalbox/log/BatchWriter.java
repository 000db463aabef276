package dev.signalbox.log;

import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import java.io.Serial;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one batch: sequence, fold, insert, commit, then tell the callers. A batch that fails is
 * tried again in halves until the bad proposal stands alone and gets its own error; a store that
 * cannot be written fails the whole batch at once. Nothing is tried again after the commit. Used by
 * the sequencer's thread alone.
 */
final class BatchWriter {
  private static final Logger log = LoggerFactory.getLogger(BatchWriter.class);

  private final EventLog eventLog;
  private final Projection projection;
  private final CommitListeners listeners;
  private final StoreHealth health;
  private final InstantSource clock;

  BatchWriter(
      EventLog eventLog, Projection projection, CommitListeners listeners, InstantSource clock) {
    this.eventLog = eventLog;
    this.projection = projection;
    this.listeners = listeners;
    this.health = new StoreHealth();
    this.clock = clock;
  }

  StoreHealth health() {
    return health;
  }

  /** Completes every proposal's future. */
  void write(List<Waiting> batch) {
    Outcome outcome;
    try {
      outcome = attempt(batch);
    } catch (SQLException e) {
      projection.rolledBack();
      if (e instanceof StoreFault || eventLog.isOutage(e)) {
        refuse(batch, String.valueOf(e.getMessage()), e);
      } else {
        isolate(batch, e);
      }
      return;
    } catch (RuntimeException | Error e) {
      // Errors too: an event that overflows the stack of its fold must not fail its neighbours.
      projection.rolledBack();
      isolate(batch, e);
      return;
    }
    settle(outcome);
  }

  /** After a mistake of the hub's own, whose outcome is unknown: nobody may wait for ever. */
  void abandon(List<Waiting> batch, Throwable fault) {
    batch.forEach(waiting -> waiting.refuse(fault));
    projection.rolledBack();
  }

  private void refuse(List<Waiting> batch, String reason, SQLException fault) {
    health.failed(reason, fault);
    var answer = StoreUnavailableException.outage(reason);
    batch.forEach(waiting -> waiting.refuse(answer));
  }

  private void isolate(List<Waiting> batch, Throwable fault) {
    if (batch.size() == 1) {
      if (!(fault instanceof RefusedException || fault instanceof InvalidEventException)) {
        log.error("One write failed by itself and was not stored", fault);
      }
      batch.getFirst().refuse(fault);
      return;
    }
    int middle = batch.size() / 2;
    write(batch.subList(0, middle));
    write(batch.subList(middle, batch.size()));
  }

  private void settle(Outcome outcome) {
    projection.committed();
    if (!outcome.stored().isEmpty()) {
      health.written();
      listeners.committed(outcome.stored());
    }
    outcome.answers().forEach(Runnable::run);
  }

  private Outcome attempt(List<Waiting> batch) throws SQLException {
    var stored = new ArrayList<StoredEvent>();
    var answers = new ArrayList<Runnable>();
    try (EventLog.Transaction transaction = begin()) {
      projection.begin(transaction.connection());
      var cursor = new Cursor(transaction, clock.instant().truncatedTo(ChronoUnit.MILLIS), stored);
      for (Waiting waiting : batch) {
        answers.add(decide(waiting, cursor));
      }
      projection.save();
      commit(transaction);
    }
    return new Outcome(stored, answers);
  }

  private EventLog.Transaction begin() throws StoreFault {
    try {
      return eventLog.begin();
    } catch (SQLException e) {
      throw new StoreFault(e);
    }
  }

  private static void commit(EventLog.Transaction transaction) throws StoreFault {
    try {
      transaction.commit();
    } catch (SQLException e) {
      throw new StoreFault(e);
    }
  }

  /**
   * Appends what one proposal decides; returns what its caller will hear after the commit. What is
   * refused after its first event undoes the batch: the proposal is tried again, and then alone.
   */
  private Runnable decide(Waiting waiting, Cursor cursor) throws SQLException {
    long before = cursor.sequence;
    var results = new ArrayList<AppendResult>();
    try {
      List<Event> events = waiting.proposal().decide();
      for (int i = 0; i < events.size(); i++) {
        results.add(append(events.get(i), waiting.json(i, events.get(i)), cursor));
      }
    } catch (RefusedException | InvalidEventException refusal) {
      if (cursor.sequence > before) {
        throw refusal;
      }
      return () -> waiting.refuse(refusal);
    }
    return () -> waiting.results().complete(results);
  }

  // The encoded bytes belong to this very object; an equal one may be another.
  @SuppressWarnings("ReferenceEquality")
  private AppendResult append(Event event, byte @Nullable [] json, Cursor cursor)
      throws SQLException {
    if (event.eventId() != null) {
      OptionalLong known = cursor.transaction.find(event.sessionId(), event.eventId());
      if (known.isPresent()) {
        return new AppendResult.Duplicate(known.getAsLong());
      }
    }
    for (Event each : projection.admit(event, cursor.sequence + 1, cursor.receivedAt)) {
      byte[] encoded = json != null && each == event ? json : Json.bytes(each.body());
      cursor.add(each, encoded, projection);
    }
    return new AppendResult.Appended(cursor.sequence);
  }

  private record Outcome(List<StoredEvent> stored, List<Runnable> answers) {}

  /** Neither beginning nor committing is one event's affair: what fails there is the store's. */
  private static final class StoreFault extends SQLException {
    @Serial private static final long serialVersionUID = 1;

    StoreFault(SQLException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Where the transaction stands. */
  private static final class Cursor {
    private final EventLog.Transaction transaction;
    private final Instant receivedAt;
    private final List<StoredEvent> stored;
    private long sequence;

    Cursor(EventLog.Transaction transaction, Instant receivedAt, List<StoredEvent> stored) {
      this.transaction = transaction;
      this.receivedAt = receivedAt;
      this.stored = stored;
      this.sequence = transaction.head();
    }

    void add(Event event, byte[] json, Projection projection) throws SQLException {
      var logged = new LoggedEvent(sequence + 1, receivedAt, event);
      var row = StoredEvent.of(logged, json);
      projection.apply(logged);
      transaction.insert(logged, row);
      if (event.detail() instanceof Detail.SessionDeleted) {
        transaction.forget(event.sessionId(), row.sequence());
      }
      sequence++;
      stored.add(row);
    }
  }
}

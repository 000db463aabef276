package dev.signalbox.log;

import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
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
 * cannot be written fails the whole batch at once. Used by the sequencer's thread alone.
 */
final class BatchWriter {
  private static final Logger log = LoggerFactory.getLogger(BatchWriter.class);

  private final EventLog eventLog;
  private final Projection projection;
  private final CommitListeners listeners;
  private final InstantSource clock;

  BatchWriter(
      EventLog eventLog, Projection projection, CommitListeners listeners, InstantSource clock) {
    this.eventLog = eventLog;
    this.projection = projection;
    this.listeners = listeners;
    this.clock = clock;
  }

  /** Completes every proposal's future; returns why the store cannot be written, or null. */
  @Nullable String write(List<Waiting> batch) {
    try {
      Outcome outcome = attempt(batch);
      if (!outcome.stored().isEmpty()) {
        listeners.committed(outcome.stored());
      }
      outcome.answers().forEach(Runnable::run);
      return null;
    } catch (SQLException e) {
      projection.rolledBack();
      if (eventLog.isOutage(e)) {
        log.error("The log cannot be written; {} writes are refused", batch.size(), e);
        var fault = StoreUnavailableException.outage(String.valueOf(e.getMessage()));
        batch.forEach(waiting -> waiting.results().completeExceptionally(fault));
        return String.valueOf(e.getMessage());
      }
      return isolate(batch, e);
    } catch (RuntimeException e) {
      projection.rolledBack();
      return isolate(batch, e);
    }
  }

  private @Nullable String isolate(List<Waiting> batch, Exception fault) {
    if (batch.size() == 1) {
      log.error("One write failed by itself and was not stored", fault);
      batch.getFirst().results().completeExceptionally(fault);
      return null;
    }
    int middle = batch.size() / 2;
    String first = write(batch.subList(0, middle));
    String second = write(batch.subList(middle, batch.size()));
    return second == null ? first : second;
  }

  private Outcome attempt(List<Waiting> batch) throws SQLException {
    var stored = new ArrayList<StoredEvent>();
    var answers = new ArrayList<Runnable>();
    try (EventLog.Transaction transaction = eventLog.begin()) {
      projection.begin(transaction.connection());
      var cursor = new Cursor(transaction, clock.instant().truncatedTo(ChronoUnit.MILLIS), stored);
      for (Waiting waiting : batch) {
        answers.add(decide(waiting, cursor));
      }
      projection.save();
      transaction.commit();
    }
    projection.committed();
    return new Outcome(stored, answers);
  }

  /** Appends what one proposal decides; returns what its caller will hear after the commit. */
  private Runnable decide(Waiting waiting, Cursor cursor) throws SQLException {
    try {
      var results = new ArrayList<AppendResult>();
      for (Event event : waiting.proposal().decide()) {
        results.add(append(event, waiting.json(), cursor));
      }
      return () -> waiting.results().complete(results);
    } catch (RefusedException | InvalidEventException refusal) {
      return () -> waiting.results().completeExceptionally(refusal);
    }
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
    List<Event> admitted;
    try {
      admitted = projection.admit(event);
    } catch (InvalidEventException reason) {
      return new AppendResult.Rejected(reason);
    }
    for (Event each : admitted) {
      byte[] encoded = json != null && each == event ? json : Json.bytes(each.body());
      cursor.add(each, encoded, projection);
    }
    return new AppendResult.Appended(cursor.sequence);
  }

  private record Outcome(List<StoredEvent> stored, List<Runnable> answers) {}

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

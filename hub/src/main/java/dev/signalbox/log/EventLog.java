package dev.signalbox.log;

import dev.signalbox.protocol.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * The seam between Signalbox and a database: append a batch, read a range. Every implementation
 * passes {@code EventLogContract}.
 *
 * <p>One thread writes (the {@link Sequencer}); any thread reads. A reader never sees a sequence
 * before all smaller ones are visible too.
 */
public interface EventLog extends AutoCloseable {

  /** The identity of this log and the newest committed sequence. Any thread. */
  Position head();

  /**
   * The newest position that a reader may have seen: the head, or more while a commit is under way,
   * since readers can see a batch before {@link Transaction#commit} returns. Any thread.
   */
  Position visible();

  /**
   * Begins the next batch. In a log that several nodes write, this waits for the right to be next.
   *
   * @throws SQLException when the store cannot be written; {@link #isOutage} tells why
   */
  Transaction begin() throws SQLException;

  /**
   * Events after a sequence, oldest first, tombstones included: at most {@code eventsMax} and about
   * {@code bytesMax} of JSON, but at least one when there is one.
   */
  CompletableFuture<List<StoredEvent>> read(long after, int eventsMax, int bytesMax);

  /** Some of one session's events: fewer than the limit when they are large. */
  CompletableFuture<List<StoredEvent>> read(SessionRange range);

  /** Whether the fault is the store's (disk full, read-only, I/O) and not one event's. */
  boolean isOutage(SQLException fault);

  /** Writes something small durably, to learn whether the store can be written again. */
  void probe(Instant now) throws SQLException;

  @Override
  void close();

  /** One batch, all or nothing. Only the sequencer's thread uses it. */
  interface Transaction extends AutoCloseable {
    /** The sequence before the first one to insert. */
    long head();

    /** For the projection's rows. */
    Connection connection();

    /** The sequence of the event with this id in this session, if it is there. */
    OptionalLong find(String sessionId, String eventId) throws SQLException;

    void insert(LoggedEvent logged, StoredEvent stored) throws SQLException;

    /** Turns the session's events before a sequence into tombstones. */
    void forget(String sessionId, long before) throws SQLException;

    /** Returns when the batch is on disk. */
    void commit() throws SQLException;

    /** Undoes whatever was not committed. */
    @Override
    void close() throws SQLException;
  }
}

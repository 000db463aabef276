package dev.signalbox.log;

import dev.signalbox.protocol.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * State that is folded from the log and stored in the same transaction as the events that changed
 * it. Called only by the one thread that writes, in this order: {@link #begin}, then for each event
 * {@link #admit} and {@link #apply}, then {@link #save} and either {@link #committed} or {@link
 * #rolledBack}.
 */
public interface Projection {

  /** A transaction begins; the connection is valid until it ends. */
  void begin(Connection connection);

  /**
   * What must be logged for this event: itself, after whatever it presupposes or ends. Does not
   * change state.
   *
   * @param sequence that the first of them gets
   * @throws dev.signalbox.protocol.InvalidEventException when state forbids it; it is not logged
   */
  List<Event> admit(Event event, long sequence, Instant receivedAt) throws SQLException;

  /** Folds one event. The result depends on the events alone: no clock, no randomness. */
  void apply(LoggedEvent logged) throws SQLException;

  /** Writes the rows that changed since {@link #begin}. */
  void save() throws SQLException;

  /** The transaction is durable. */
  void committed();

  /** The transaction is undone: forget everything that it touched and read it again when needed. */
  void rolledBack();
}

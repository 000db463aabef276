package dev.signalbox.log;

import dev.signalbox.protocol.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * The batches of a {@link SqliteEventLog}, one after the other, over one connection and the same
 * statements.
 *
 * <p>SQLite undoes a transaction by itself after a fault such as a full disk
 * (https://sqlite.org/lang_transaction.html, section 3.2). The driver does not notice: its rollback
 * fails and begins no new transaction, so that every later statement would commit alone. Such a
 * connection is {@link #isInDoubt in doubt} and must not be used again.
 */
final class SqliteTransaction implements EventLog.Transaction {
  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement find;
  private final PreparedStatement forget;
  private LongConsumer committing = last -> {};
  private LongConsumer committed = last -> {};
  private Instant receivedAt = Instant.EPOCH;
  private String receivedText = Json.time(Instant.EPOCH);
  private long head;
  private long last;
  private boolean isOpen;
  private boolean isInDoubt;

  /** Takes the connection over. */
  SqliteTransaction(Connection connection) throws SQLException {
    this.connection = connection;
    // The JSON is bound as bytes and kept as text: no detour over a Java string.
    this.insert =
        connection.prepareStatement(
            """
            INSERT INTO event (sequence, session_id, type, event_id, occurred_at, received_at, body)
            VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT))
            """);
    this.find =
        connection.prepareStatement(
            "SELECT sequence FROM event WHERE session_id = ? AND event_id = ?");
    this.forget =
        connection.prepareStatement(
            """
            UPDATE event
            SET session_id = '', type = 'event:deleted', event_id = NULL, occurred_at = '', body = ''
            WHERE session_id = ? AND sequence < ?
            """);
  }

  /** Begins the next batch; the listeners hear its last sequence before and after its commit. */
  void begin(long newest, LongConsumer before, LongConsumer after) {
    head = newest;
    last = newest;
    committing = before;
    committed = after;
    isOpen = true;
  }

  /** Whether it is unknown in which state a fault has left the connection. */
  boolean isInDoubt() {
    return isInDoubt;
  }

  @Override
  public long head() {
    return head;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public OptionalLong find(String sessionId, String eventId) throws SQLException {
    find.setString(1, sessionId);
    find.setString(2, eventId);
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
    }
  }

  @Override
  public void insert(LoggedEvent logged, StoredEvent stored) throws SQLException {
    insert.setLong(1, stored.sequence());
    insert.setString(2, stored.sessionId());
    insert.setString(3, stored.type());
    insert.setString(4, logged.event().eventId());
    insert.setString(5, Json.time(logged.event().timestamp()));
    insert.setString(6, text(stored.receivedAt()));
    insert.setBytes(7, stored.json());
    insert.executeUpdate();
    last = stored.sequence();
  }

  /** All events of a batch are received at the same time. */
  private String text(Instant received) {
    if (!received.equals(receivedAt)) {
      receivedAt = received;
      receivedText = Json.time(received);
    }
    return receivedText;
  }

  @Override
  public void forget(String sessionId, long before) throws SQLException {
    forget.setString(1, sessionId);
    forget.setLong(2, before);
    forget.executeUpdate();
  }

  @Override
  public void commit() throws SQLException {
    committing.accept(last);
    connection.commit();
    isOpen = false;
    head = last;
    committed.accept(last);
  }

  @Override
  public void close() throws SQLException {
    if (!isOpen) {
      return;
    }
    isOpen = false;
    try {
      connection.rollback();
    } catch (SQLException e) {
      isInDoubt = true;
      throw e;
    }
  }

  /** Closes the connection; what is not committed is undone. */
  void release() throws SQLException {
    connection.close();
  }
}

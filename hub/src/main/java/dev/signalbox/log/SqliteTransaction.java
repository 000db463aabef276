package dev.signalbox.log;

import dev.signalbox.protocol.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** The batches of a {@link SqliteEventLog}, one after the other, over the same statements. */
final class SqliteTransaction implements EventLog.Transaction {
  private final Connection connection;
  private final LongConsumer committed;
  private final PreparedStatement insert;
  private final PreparedStatement find;
  private final PreparedStatement forget;
  private long head;
  private long last;

  SqliteTransaction(Connection connection, LongConsumer committed) throws SQLException {
    this.connection = connection;
    this.committed = committed;
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

  void begin(long newest) {
    head = newest;
    last = newest;
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
    insert.setString(6, Json.time(stored.receivedAt()));
    insert.setBytes(7, stored.json());
    insert.executeUpdate();
    last = stored.sequence();
  }

  @Override
  public void forget(String sessionId, long before) throws SQLException {
    forget.setString(1, sessionId);
    forget.setLong(2, before);
    forget.executeUpdate();
  }

  @Override
  public void commit() throws SQLException {
    connection.commit();
    head = last;
    committed.accept(last);
  }

  @Override
  public void close() throws SQLException {
    // After a commit there is nothing to undo, and this is free.
    connection.rollback();
  }

  void release() throws SQLException {
    insert.close();
    find.close();
    forget.close();
  }
}

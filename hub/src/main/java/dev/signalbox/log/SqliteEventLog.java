package dev.signalbox.log;

import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Position;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The log in one SQLite file. The sequencer's thread alone uses the writing connection; readers
 * have their own.
 */
public final class SqliteEventLog implements EventLog {
  private static final int EPOCH_CHARS = 8;

  private final SqliteDatabase database;
  private final Readers readers;
  private SqliteTransaction transaction;
  private volatile Position head;
  private volatile long committing;

  /** Opens a migrated database; a new one gets its epoch here. */
  public SqliteEventLog(SqliteDatabase database, Readers readers) throws SQLException {
    this.database = database;
    this.readers = readers;
    Connection writer = database.openWriter();
    try {
      this.head = new Position(epoch(writer), newest(writer));
      this.transaction = new SqliteTransaction(writer);
    } catch (SQLException e) {
      writer.close();
      throw e;
    }
  }

  @Override
  public Position head() {
    return head;
  }

  /** SQLite may copy its write-ahead log back before a commit returns: that takes a while. */
  @Override
  public Position visible() {
    Position committed = head;
    return committed.at(Math.max(committed.sequence(), committing));
  }

  @Override
  public Transaction begin() throws SQLException {
    if (transaction.isInDoubt()) {
      reopen();
    }
    transaction.begin(head.sequence(), last -> committing = last, this::moveHead);
    return transaction;
  }

  /**
   * What the connection would do next is not known, nor whether its last commit took place: a new
   * one tells. It is open before the old one is closed, since closing the last connection would
   * take the write-ahead log away from readers who come next, perhaps on a full disk.
   */
  private void reopen() throws SQLException {
    Connection writer = database.openWriter();
    try {
      moveHead(newest(writer));
      var reopened = new SqliteTransaction(writer);
      transaction.release();
      transaction = reopened;
    } catch (SQLException e) {
      writer.close();
      throw e;
    }
  }

  @Override
  public CompletableFuture<List<StoredEvent>> read(long after, int eventsMax, int bytesMax) {
    return readers.read(handle -> LogQueries.after(handle, after, eventsMax, bytesMax));
  }

  @Override
  public CompletableFuture<List<StoredEvent>> read(SessionRange range) {
    return readers.read(handle -> LogQueries.ofSession(handle, range, SessionRange.BYTES_MAX));
  }

  @Override
  public boolean isOutage(SQLException fault) {
    if (!(fault instanceof SQLiteException sqlite)) {
      return false;
    }
    SQLiteErrorCode code = sqlite.getResultCode();
    // Extended codes carry the primary one in their low byte.
    return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
      case SQLITE_FULL,
          SQLITE_IOERR,
          SQLITE_READONLY,
          SQLITE_CANTOPEN,
          SQLITE_BUSY,
          SQLITE_LOCKED,
          SQLITE_NOMEM,
          SQLITE_PERM,
          SQLITE_PROTOCOL,
          SQLITE_CORRUPT,
          SQLITE_NOTADB ->
          true;
      default -> false;
    };
  }

  @Override
  public void probe(Instant now) throws SQLException {
    try (Transaction probing = begin();
        PreparedStatement update =
            probing.connection().prepareStatement("UPDATE meta SET probed_at = ?")) {
      update.setString(1, Json.time(now));
      update.executeUpdate();
      probing.commit();
    }
  }

  /**
   * Closes the readers first: the last connection to go takes the write-ahead log away, and only
   * the writing one can.
   */
  @Override
  public void close() {
    readers.close();
    try {
      transaction.release();
    } catch (SQLException e) {
      throw new IllegalStateException("Could not close the log", e);
    }
  }

  private void moveHead(long sequence) {
    head = head.at(sequence);
  }

  private static long newest(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT coalesce(max(sequence), 0) FROM event")) {
      row.next();
      long newest = row.getLong(1);
      connection.rollback();
      return newest;
    }
  }

  private static String epoch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT epoch FROM meta")) {
      if (row.next()) {
        return row.getString(1);
      }
    }
    String epoch = randomEpoch();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO meta (epoch, created_at) VALUES (?, ?)")) {
      insert.setString(1, epoch);
      insert.setString(2, Json.time(Instant.now()));
      insert.executeUpdate();
      connection.commit();
    }
    return epoch;
  }

  private static String randomEpoch() {
    var epoch = new StringBuilder();
    new SecureRandom()
        .ints(EPOCH_CHARS, 0, Character.MAX_RADIX)
        .forEach(digit -> epoch.append(Character.forDigit(digit, Character.MAX_RADIX)));
    return epoch.toString();
  }
}

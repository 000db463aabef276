package dev.signalbox.log;

import static dev.signalbox.log.Facts.insert;
import static dev.signalbox.log.Facts.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

final class SqliteEventLogTest extends EventLogContract {
  @TempDir private Path folder;

  @Test
  void aLogThatCannotBeRead_isNotKeptOpen() throws SQLException {
    Path file = folder.resolve("broken.db");
    var database = new SqliteDatabase(file);
    database.migrate();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.executeUpdate("DROP TABLE event");
    }
    try (var readers = new Readers(database::openReader)) {
      assertThatThrownBy(() -> new SqliteEventLog(database, readers))
          .isInstanceOf(SQLException.class);
    }
    assertThat(folder.resolve("broken.db-wal")).as("left by a connection").doesNotExist();
  }

  @Test
  void aBatch_countsAsSeen_beforeReadersCanSeeIt() throws SQLException {
    try (EventLog.Transaction transaction = log.begin()) {
      var atTheCommit = new ArrayList<Long>();
      transaction
          .connection()
          .unwrap(SQLiteConnection.class)
          .addCommitListener(
              new SQLiteCommitListener() {
                @Override
                public void onCommit() {
                  atTheCommit.add(log.head().sequence());
                  atTheCommit.add(log.visible().sequence());
                }

                @Override
                public void onRollback() {}
              });
      insert(transaction, 1, message("s1", "a"));
      assertThat(log.visible().sequence()).isZero();
      transaction.commit();
      assertThat(atTheCommit).containsExactly(0L, 1L);
      assertThat(log.visible()).isEqualTo(log.head());
    }
  }

  @Override
  OpenLog open() throws SQLException {
    return new SqliteLogFile(folder);
  }
}

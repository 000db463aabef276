package dev.signalbox.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Override
  OpenLog open() throws SQLException {
    return new SqliteLogFile(folder);
  }
}

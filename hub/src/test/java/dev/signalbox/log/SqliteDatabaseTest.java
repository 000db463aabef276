package dev.signalbox.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteDatabaseTest {
  @TempDir private Path folder;
  private Path file;
  private SqliteDatabase database;

  @BeforeEach
  void name() {
    file = folder.resolve("signalbox.db");
    database = new SqliteDatabase(file);
  }

  @Test
  void migrate_twice_changesNothing() throws SQLException {
    database.migrate();
    long before = schemaVersion();
    database.migrate();
    assertThat(schemaVersion()).isEqualTo(before);
  }

  @Test
  void migrate_aNewerSchema_isRefused_andStaysAsItIs() throws SQLException {
    database.migrate();
    execute(
        "UPDATE schema_history SET version = '999', installed_rank = 999"
            + " WHERE installed_rank = (SELECT max(installed_rank) FROM schema_history)");
    assertThatThrownBy(database::migrate)
        .isInstanceOf(SqliteDatabase.NewerSchemaException.class)
        .hasMessage(
            "The database has schema version 999, which this Signalbox does not know. Start the"
                + " version that wrote it, or a later one");
    assertThat(schemaVersion()).isEqualTo(999);
  }

  @Test
  void migrate_aFileThatIsNoDatabase_namesTheFile() throws IOException {
    Files.writeString(
        file, "This is certainly not a database, whatever its name says.\n".repeat(99));
    assertThatThrownBy(database::migrate)
        .isInstanceOf(SqliteDatabase.UnusableException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("not a database");
  }

  @Test
  void theWriterSyncsEachCommit_inAWriteAheadLog() throws SQLException {
    database.migrate();
    try (Connection writer = database.openWriter()) {
      assertThat(pragma(writer, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(writer, "synchronous")).as("2 is FULL").isEqualTo("2");
      assertThat(pragma(writer, "secure_delete")).as("2 is fast").isEqualTo("2");
    }
  }

  @Test
  void aReaderCannotWrite() throws SQLException {
    database.migrate();
    try (Connection reader = database.openReader();
        Statement statement = reader.createStatement()) {
      assertThatThrownBy(() -> statement.execute("DELETE FROM event"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("readonly");
    }
  }

  private long schemaVersion() throws SQLException {
    try (Connection connection = database.openReader();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT max(CAST(version AS INTEGER)) FROM schema_history")) {
      return row.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.openWriter();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    }
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      return row.getString(1);
    }
  }
}

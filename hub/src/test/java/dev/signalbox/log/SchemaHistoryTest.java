package dev.signalbox.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

final class SchemaHistoryTest {
  @TempDir private Path folder;
  private Path file;
  private final SQLiteDataSource source = new SQLiteDataSource();

  @BeforeEach
  void name() {
    file = folder.resolve("signalbox.db");
    source.setUrl("jdbc:sqlite:" + file);
  }

  @Test
  void isCurrent_afterAllMigrations() {
    new SqliteDatabase(file).migrate();
    assertThat(SchemaHistory.isCurrent(file, source)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM schema_history WHERE version = '" + SchemaHistory.NEWEST + "'",
        "UPDATE schema_history SET version = '999' WHERE version = '" + SchemaHistory.NEWEST + "'",
        "UPDATE schema_history SET success = 0 WHERE version = '" + SchemaHistory.NEWEST + "'",
        "DELETE FROM schema_history",
        "DROP TABLE schema_history",
      })
  void isNotCurrent_whenFlywayHasSomethingToSay(String change) throws SQLException {
    new SqliteDatabase(file).migrate();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(change);
    }
    assertThat(SchemaHistory.isCurrent(file, source)).isFalse();
  }

  @Test
  void isNotCurrent_withoutADatabase_andMakesNone() {
    assertThat(SchemaHistory.isCurrent(file, source)).isFalse();
    assertThat(Files.exists(file)).isFalse();
  }
}

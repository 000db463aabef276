package dev.signalbox.log;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Flyway's own record of the migrations, as far as a start needs it: loading Flyway takes a third
 * of the time until a hub is ready, only to find that there is nothing to do.
 */
final class SchemaHistory {
  static final String TABLE = "schema_history";

  /** Version of the last file in {@code db/migration/sqlite}. */
  static final String NEWEST = "3";

  private SchemaHistory() {}

  /**
   * Whether the last migration that was applied is the newest there is. All else is for Flyway to
   * find out and to explain: a new file, an older or a newer schema, one that failed, no database.
   */
  static boolean isCurrent(Path file, DataSource source) {
    if (!Files.exists(file)) {
      return false;
    }
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet last =
            statement.executeQuery(
                "SELECT version, success FROM "
                    + TABLE
                    + " ORDER BY installed_rank DESC LIMIT 1")) {
      return last.next() && NEWEST.equals(last.getString(1)) && last.getBoolean(2);
    } catch (SQLException e) {
      return false;
    }
  }
}

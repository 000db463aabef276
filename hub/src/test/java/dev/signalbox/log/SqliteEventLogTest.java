package dev.signalbox.log;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

final class SqliteEventLogTest extends EventLogContract {
  @TempDir private Path folder;

  @Override
  OpenLog open() throws SQLException {
    return new SqliteLogFile(folder);
  }
}

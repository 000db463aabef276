package dev.signalbox.log;

import java.nio.file.Path;
import java.sql.SQLException;

/** A log in a SQLite file of a test's folder, with its readers. */
final class SqliteLogFile implements OpenLog {
  private final Readers readers;
  private final SqliteEventLog log;

  /** Opens the folder's log; makes it when there is none. */
  SqliteLogFile(Path folder) throws SQLException {
    var database = new SqliteDatabase(folder.resolve("signalbox.db"));
    database.migrate();
    readers = new Readers(database::openReader);
    log = new SqliteEventLog(database, readers);
  }

  @Override
  public EventLog log() {
    return log;
  }

  @Override
  public void close() {
    readers.close();
    log.close();
  }
}

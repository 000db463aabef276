package dev.signalbox.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** A log in a SQLite file of a test's folder, with its readers. */
final class SqliteLogFile implements OpenLog {
  /** A migrated database without a log. To copy it takes a hundredth of the time to make it. */
  private static final byte[] EMPTY = migrated();

  private final Readers readers;
  private final SqliteEventLog log;

  /** Opens the folder's log; makes it when there is none. */
  SqliteLogFile(Path folder) throws SQLException {
    Path file = folder.resolve("signalbox.db");
    copyIfAbsent(file);
    var database = new SqliteDatabase(file);
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

  private static void copyIfAbsent(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.write(file, EMPTY);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] migrated() {
    try {
      Path folder = Files.createTempDirectory("signalbox-empty");
      Path file = folder.resolve("signalbox.db");
      new SqliteDatabase(file).migrate();
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      Files.delete(folder);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

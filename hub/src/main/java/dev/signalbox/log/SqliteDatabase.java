package dev.signalbox.log;

import java.io.Serial;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * Opens connections to one SQLite file: a writing one with {@code synchronous=FULL} in WAL mode, so
 * that a commit is an fsync (https://sqlite.org/pragma.html#pragma_synchronous), and read-only ones
 * that never wait for it.
 */
public final class SqliteDatabase {
  /** The write-ahead log is cut back to this after a checkpoint, in bytes. */
  private static final int WAL_BYTES_MAX = 64 * 1024 * 1024;

  /** How long to wait for a lock. Only a tool that opens the file beside the hub can hold one. */
  private static final int BUSY_MILLIS = 5_000;

  private final Path file;

  public SqliteDatabase(Path file) {
    this.file = file;
  }

  /**
   * Brings the schema up to date.
   *
   * @throws NewerSchemaException when a later version of Signalbox wrote the file
   * @throws UnusableException when the file cannot be read or written, or is no database
   */
  public void migrate() {
    if (SchemaHistory.isCurrent(file, source(writing()))) {
      return;
    }
    try {
      migrateWithFlyway();
    } catch (FlywayException e) {
      throw new UnusableException(file, e);
    }
  }

  private void migrateWithFlyway() {
    Flyway flyway =
        Flyway.configure()
            .dataSource(source(writing()))
            .locations("classpath:db/migration/sqlite")
            .table(SchemaHistory.TABLE)
            .load();
    refuseNewer(flyway.info().all());
    flyway.migrate();
  }

  /** The one connection that writes; auto-commit is off. */
  Connection openWriter() throws SQLException {
    return open(writing());
  }

  /** A connection that cannot write; auto-commit is off, so a commit ends its moment in time. */
  public Connection openReader() throws SQLException {
    SQLiteConfig config = common();
    config.setReadOnly(true);
    return open(config);
  }

  private Connection open(SQLiteConfig config) throws SQLException {
    Connection connection = source(config).getConnection();
    try {
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private SQLiteDataSource source(SQLiteConfig config) {
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static SQLiteConfig writing() {
    SQLiteConfig config = common();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setJournalSizeLimit(WAL_BYTES_MAX);
    // Deleted prompts and outputs must not stay readable in the file's free space.
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "fast");
    return config;
  }

  private static SQLiteConfig common() {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.enforceForeignKeys(false);
    // The driver would ask for the last row's id after every insert, with a statement prepared
    // anew.
    config.setGetGeneratedKeys(false);
    return config;
  }

  private static void refuseNewer(MigrationInfo[] migrations) {
    for (MigrationInfo migration : migrations) {
      String state = migration.getState().name().toUpperCase(Locale.ROOT);
      if (state.startsWith("FUTURE")) {
        throw new NewerSchemaException(String.valueOf(migration.getVersion()));
      }
    }
  }

  /** The database cannot be opened or brought up to date. */
  public static final class UnusableException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    UnusableException(Path file, FlywayException cause) {
      super("Cannot use the database " + file + ": " + reason(cause), cause);
    }

    /** What SQLite said is at the end of the chain; Flyway's own message has many lines. */
    private static String reason(Throwable fault) {
      Throwable root = fault;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return String.valueOf(root.getMessage()).lines().findFirst().orElse("unknown");
    }
  }

  /** The file was written by a later version of Signalbox. */
  public static final class NewerSchemaException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    NewerSchemaException(String version) {
      super(
          "The database has schema version "
              + version
              + ", which this Signalbox does not know. Start the version that wrote it, or a later"
              + " one");
    }
  }
}

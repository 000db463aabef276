package dev.signalbox.cli;

import dev.signalbox.cli.options.VersionOption;
import dev.signalbox.cli.terminal.Figures;
import dev.signalbox.cli.terminal.ProgressLine;
import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.log.DataDirectory;
import dev.signalbox.log.Readers;
import dev.signalbox.log.SqliteDatabase;
import dev.signalbox.log.SqliteEventLog;
import dev.signalbox.session.Rebuild;
import dev.signalbox.session.SessionFilter;
import dev.signalbox.session.SessionQueries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signalbox rebuild}. */
@Command(
    name = "rebuild",
    description = "Compute the state of all sessions anew from the log, while no hub runs.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    sortOptions = false)
final class RebuildCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Spec private CommandSpec spec;

  @Option(
      names = "--data-dir",
      paramLabel = "DIRECTORY",
      defaultValue = "${env:SIGNALBOX_DATA_DIR}",
      description = "Where the log is kept (default: ~/.local/share/signalbox).")
  private @Nullable Path dataDirectory;

  RebuildCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws SQLException {
    Path path = directory();
    if (!Files.exists(DataDirectory.database(path))) {
      throw new NoLogException(path);
    }
    try (DataDirectory directory = DataDirectory.open(path)) {
      rebuild(new SqliteDatabase(directory.database()));
    }
    return 0;
  }

  private Path directory() {
    try {
      return DataDirectories.or(dataDirectory);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private void rebuild(SqliteDatabase database) throws SQLException {
    database.migrate();
    long began = System.nanoTime();
    try (var readers = new Readers(database::openReader);
        var log = new SqliteEventLog(database, readers)) {
      var progress = new ProgressLine(terminal, "Rebuilding");
      new Rebuild(log).run(it -> progress.show(it.done(), it.total()));
      progress.clear();
      long sessions =
          readers.read(handle -> SessionQueries.count(handle, SessionFilter.ALL)).join();
      terminal
          .out()
          .printf(
              "Rebuilt %s from %s in %s.%n",
              Figures.counted(sessions, "session"),
              Figures.counted(log.head().sequence(), "event"),
              Figures.took(Duration.ofNanos(System.nanoTime() - began)));
    }
  }
}

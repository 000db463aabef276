package dev.signalbox.cli.connect;

import dev.signalbox.cli.terminal.Terminal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --wait}: how long to wait for the session that shows that it works. */
final class WaitOption {
  /** Long enough to start an agent in another window and type something. */
  private static final Duration ON_SCREEN = Duration.ofSeconds(60);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "Then wait so long for a session to appear (60 on a terminal, else 0).")
  private @Nullable Long seconds;

  Duration patience(Terminal terminal) {
    if (seconds == null) {
      return terminal.isScreen() ? ON_SCREEN : Duration.ZERO;
    }
    if (seconds < 0) {
      throw new ParameterException(
          command.commandLine(), "Expected --wait of 0 seconds or more, but got " + seconds);
    }
    return Duration.ofSeconds(seconds);
  }

  /** Whether it is a failure when none appears. */
  boolean isDemanded() {
    return seconds != null && seconds > 0;
  }
}

package dev.signalbox.cli.connect;

import dev.signalbox.agents.connect.TokenFile;
import dev.signalbox.agents.settings.FileChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --token}: for a hub behind a login. */
final class TokenOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = {
        "For a hub behind a login; - reads it from the input.",
        "It is kept in a file that only you can read."
      })
  private @Nullable String token;

  /** Whether there is one for this hub, given now or before. */
  boolean isFor(URI hub, Surroundings around) {
    return token != null || TokenFile.isKept(hub, around.environment(), around.home());
  }

  /** The change that keeps it; empty when none was given. */
  Optional<FileChange> change(URI hub, Surroundings around) {
    if (token == null) {
      return Optional.empty();
    }
    String given = token.equals("-") ? line(around) : token;
    // Read once, also when several agents are connected.
    token = given;
    return Optional.of(TokenFile.keep(given, hub, around.environment(), around.home()));
  }

  private String line(Surroundings around) {
    try {
      String line = around.input().readLine();
      if (line != null) {
        return line.strip();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new ParameterException(command.commandLine(), "Expected a token on the input");
  }
}

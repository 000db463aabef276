package dev.signalbox.agents.connect;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An agent's program.
 *
 * @param commands its names, the one that is asked first
 * @param oldest the first version with what connecting needs
 * @param lack what an older one would do
 * @param update how it is brought up to date
 */
public record Program(List<String> commands, AgentVersion oldest, String lack, String update) {
  public Program {
    commands = List.copyOf(commands);
  }

  /**
   * A program on this machine.
   *
   * @param version null when it does not say
   */
  public record Found(String command, @Nullable AgentVersion version) {}

  /** What is typed to start it. */
  public String command() {
    return commands.getFirst();
  }

  /** Looks on the path, and asks what it finds for its version. */
  public Optional<Found> find(Function<String, @Nullable String> environment) {
    for (String command : commands) {
      Optional<Path> file = file(command, environment.apply("PATH"));
      if (file.isPresent()) {
        var version = AgentVersion.ask(file.get().toString()).orElse(null);
        return Optional.of(new Found(command, version));
      }
    }
    return Optional.empty();
  }

  public boolean isTooOld(Found found) {
    return found.version() != null && found.version().isBefore(oldest);
  }

  private static Optional<Path> file(String command, @Nullable String path) {
    if (path == null) {
      return Optional.empty();
    }
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, command))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}

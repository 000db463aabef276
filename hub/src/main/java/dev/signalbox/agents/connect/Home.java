package dev.signalbox.agents.connect;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent looks for its configuration.
 *
 * @param user its folder in a user's own directory
 * @param elsewhere the same folder below a variable, e.g. {@code $CODEX_HOME}; empty for none
 * @param project its folder in a project
 * @param root a project's directory with a slash, as a hook's command line finds it
 * @param file the settings, in either folder
 */
record Home(String user, String elsewhere, String project, String root, String file) {

  Place ofUser(Function<String, @Nullable String> environment, Path userHome) {
    Path folder = folder(environment, userHome);
    Path script = folder.resolve(HookCommand.SCRIPT);
    return new Place(folder.resolve(file), script, HookCommand.quoted(script.toString()));
  }

  /** The path in a shared file must mean the same to everybody who has it. */
  Place ofProject(Path directory) {
    Path folder = directory.toAbsolutePath().resolve(project);
    return new Place(
        folder.resolve(file),
        folder.resolve(HookCommand.SCRIPT),
        root + project + "/" + HookCommand.SCRIPT);
  }

  private Path folder(Function<String, @Nullable String> environment, Path userHome) {
    if (elsewhere.isEmpty()) {
      return userHome.resolve(user);
    }
    String[] parts = elsewhere.substring(1).split("/", 2);
    String configured = environment.apply(parts[0]);
    if (configured == null || configured.isBlank()) {
      return userHome.resolve(user);
    }
    Path folder = Path.of(configured).toAbsolutePath();
    return parts.length == 1 ? folder : folder.resolve(parts[1]);
  }
}

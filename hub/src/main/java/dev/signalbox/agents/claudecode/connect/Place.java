package dev.signalbox.agents.claudecode.connect;

import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where hooks can be put: a user's settings or those of a project.
 *
 * @param settings the file that Claude Code reads
 * @param script where the hooks' script goes
 * @param command the script as the hooks' command line names it
 */
public record Place(Path settings, Path script, String command) {
  private static final String FILE = "settings.json";

  /** All sessions of this user: {@code ~/.claude}, or where {@code CLAUDE_CONFIG_DIR} says. */
  public static Place ofUser(Function<String, @Nullable String> environment, Path home) {
    String configured = environment.apply("CLAUDE_CONFIG_DIR");
    Path folder =
        configured == null || configured.isBlank()
            ? home.resolve(".claude")
            : Path.of(configured).toAbsolutePath();
    Path script = folder.resolve(HookCommand.SCRIPT);
    return new Place(folder.resolve(FILE), script, HookCommand.quoted(script.toString()));
  }

  /** All sessions in a directory, of everybody who has it: the path must mean the same to all. */
  public static Place ofProject(Path directory) {
    Path folder = directory.toAbsolutePath().resolve(".claude");
    return new Place(
        folder.resolve(FILE),
        folder.resolve(HookCommand.SCRIPT),
        "\"$CLAUDE_PROJECT_DIR\"/.claude/" + HookCommand.SCRIPT);
  }

  /** Where the settings of before are kept. */
  Path backup() {
    return settings.resolveSibling(settings.getFileName() + ".signalbox-backup");
  }
}

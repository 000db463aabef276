package dev.signalbox.agents.connect;

import java.nio.file.Path;

/**
 * Where hooks can be put: a user's settings or those of a project.
 *
 * @param settings the file that the agent reads
 * @param script where the hooks' script goes
 * @param command the script as the hooks' command line names it
 */
record Place(Path settings, Path script, String command) {

  /** Where an agent's other settings are, too. */
  Path folder() {
    return settings.resolveSibling("").toAbsolutePath();
  }

  /** Where the settings of before are kept. */
  Path backup() {
    return settings.resolveSibling(settings.getFileName() + ".signalbox-backup");
  }
}

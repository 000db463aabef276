package dev.signalbox.cli;

import dev.signalbox.agents.claudecode.connect.ClaudeConnection;
import dev.signalbox.agents.claudecode.connect.Place;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --project}: which of Claude Code's settings are meant. */
final class ClaudePlace {
  @Option(
      names = "--project",
      description = "In .claude/settings.json of this directory, not for all of the user's work.")
  private boolean isProject;

  Place in(Surroundings around) {
    return isProject ? Place.ofProject(around.directory()) : ofUser(around);
  }

  String whose() {
    return isProject ? "in this directory" : "of this user";
  }

  /** Where sessions report. */
  String where() {
    return isProject ? "in this directory" : "in any directory";
  }

  /** Where the user's own hooks report, when both would run. */
  Optional<String> twice(Surroundings around) {
    return isProject ? new ClaudeConnection(ofUser(around)).hub() : Optional.empty();
  }

  private static Place ofUser(Surroundings around) {
    return Place.ofUser(around.environment(), around.home());
  }
}

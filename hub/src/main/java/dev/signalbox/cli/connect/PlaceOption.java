package dev.signalbox.cli.connect;

import dev.signalbox.agents.connect.Agent;
import dev.signalbox.agents.connect.AgentConnection;
import dev.signalbox.agents.settings.SettingsException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --project}: which of an agent's settings are meant. */
final class PlaceOption {
  @Option(
      names = "--project",
      description = "In the settings of this directory, not for all of the user's work.")
  private boolean isProject;

  AgentConnection of(Agent agent, Surroundings around) {
    if (!isProject) {
      return ofUser(agent, around);
    }
    return ofProject(agent, around)
        .orElseThrow(() ->
            new SettingsException(
                "Expected --project in the directory of a project, but the settings in %s are the user's own: leave it out"
                    .formatted(around.directory())));
  }

  String whose() {
    return isProject ? "in this directory" : "of this user";
  }

  /** Where sessions report. */
  String where() {
    return isProject ? "in this directory" : "in any directory";
  }

  /** What the other hooks are that run in this directory, too, when there are any. */
  Optional<String> twice(Agent agent, Surroundings around) {
    Optional<AgentConnection> other =
        isProject ? Optional.of(ofUser(agent, around)) : ofProject(agent, around);
    String whose = isProject ? "The user's own settings" : "The settings in this directory";
    return other
        .flatMap(AgentConnection::hub)
        .map(hub -> "%s report to %s too: sessions here tell both.".formatted(whose, hub));
  }

  /** Empty in the directory where the user's own settings are. */
  static Optional<AgentConnection> ofProject(Agent agent, Surroundings around) {
    AgentConnection project = agent.ofProject(around.directory());
    return project.settings().equals(ofUser(agent, around).settings())
        ? Optional.empty()
        : Optional.of(project);
  }

  private static AgentConnection ofUser(Agent agent, Surroundings around) {
    return agent.ofUser(around.environment(), around.home());
  }
}

package dev.signalbox.cli.connect;

import dev.signalbox.agents.connect.Agent;
import dev.signalbox.agents.connect.AgentConnection;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --project}: which of an agent's settings are meant. */
final class PlaceOption {
  @Option(
      names = "--project",
      description = "In the settings of this directory, not for all of the user's work.")
  private boolean isProject;

  AgentConnection of(Agent agent, Surroundings around) {
    return isProject ? agent.ofProject(around.directory()) : ofUser(agent, around);
  }

  String whose() {
    return isProject ? "in this directory" : "of this user";
  }

  /** Where sessions report. */
  String where() {
    return isProject ? "in this directory" : "in any directory";
  }

  /** Where the user's own hooks report, when both would run. */
  Optional<String> twice(Agent agent, Surroundings around) {
    return isProject ? ofUser(agent, around).hub() : Optional.empty();
  }

  private static AgentConnection ofUser(Agent agent, Surroundings around) {
    return agent.ofUser(around.environment(), around.home());
  }
}

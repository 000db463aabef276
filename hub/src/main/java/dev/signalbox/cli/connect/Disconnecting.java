package dev.signalbox.cli.connect;

import dev.signalbox.agents.connect.Agent;
import dev.signalbox.agents.settings.FileChange.Kind;
import dev.signalbox.agents.settings.Plan;
import dev.signalbox.cli.terminal.Terminal;

/** Takes agents back, in conversation with the person at the terminal. */
final class Disconnecting {
  private final Terminal terminal;
  private final Surroundings around;
  private final PlaceOption place;
  private final PlanOptions options;

  Disconnecting(Terminal terminal, Surroundings around, PlaceOption place, PlanOptions options) {
    this.terminal = terminal;
    this.around = around;
    this.place = place;
    this.options = options;
  }

  boolean isConnected(Agent agent) {
    return place.of(agent, around).hub().isPresent();
  }

  /** Whether the agent no longer reports. */
  boolean disconnect(Agent agent) {
    Plan plan = place.of(agent, around).disconnect();
    if (plan.isEmpty()) {
      say(agent.title() + " " + place.whose() + " is not connected. Nothing to change.");
      return true;
    }
    if (!options.carryOut(plan, terminal, around)) {
      return false;
    }
    say("Disconnected: " + agent.title() + " " + place.whose() + " no longer reports.");
    boolean isFileKept = plan.changes(Kind.SETTINGS) && !plan.removes(Kind.SETTINGS);
    if (isFileKept && !plan.changes(Kind.BACKUP)) {
      say("The settings have changed since, so only what is ours was taken out.");
    }
    return true;
  }

  private void say(String line) {
    terminal.out().println(line);
  }
}

package dev.signalbox.cli.connect;

import dev.signalbox.agents.connect.Agent;
import dev.signalbox.agents.connect.Agents;
import dev.signalbox.agents.settings.SettingsException;
import dev.signalbox.cli.options.VersionOption;
import dev.signalbox.cli.terminal.Program;
import dev.signalbox.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signalbox disconnect}: one subcommand for each agent; alone, how they are connected. */
@Command(
    name = "disconnect",
    description = {
      "Let agents report no more.",
      "Without an agent: which are here, and where they report."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    sortOptions = false,
    synopsisSubcommandLabel = "AGENT")
public final class DisconnectCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Surroundings around;

  @Option(names = "--all", description = "Disconnect every agent.")
  private boolean isAll;

  @Mixin private PlaceOption place;
  @Mixin private PlanOptions options;

  private DisconnectCommand(Terminal terminal, Surroundings around) {
    this.terminal = terminal;
    this.around = around;
  }

  public static CommandLine with(Terminal terminal, Surroundings around) {
    var command = new CommandLine(new DisconnectCommand(terminal, around));
    Agents.ALL.forEach(agent ->
        command.addSubcommand(agent.name(), DisconnectAgent.command(agent, terminal, around)));
    return command;
  }

  @Override
  public Integer call() {
    if (!isAll) {
      AgentStatus.print(AgentStatus.ofAll(around), terminal);
      say("");
      say(
          "To disconnect one: %s; all: %s"
              .formatted(Program.command("disconnect AGENT"), Program.command("disconnect --all")));
      return 0;
    }
    return disconnectAll();
  }

  private int disconnectAll() {
    var disconnecting = new Disconnecting(terminal, around, place, options);
    boolean isComplete = true;
    boolean isAny = false;
    for (Agent agent : Agents.ALL) {
      try {
        if (disconnecting.isConnected(agent)) {
          isAny = true;
          isComplete &= disconnecting.disconnect(agent) || options.isPrintOnly();
        }
      } catch (SettingsException e) {
        say(e.getMessage() + ".");
        isComplete = false;
      }
    }
    if (!isAny && isComplete) {
      say("No agent " + place.whose() + " is connected. Nothing to change.");
    }
    return isComplete ? 0 : 1;
  }

  private void say(String line) {
    terminal.out().println(line);
  }
}

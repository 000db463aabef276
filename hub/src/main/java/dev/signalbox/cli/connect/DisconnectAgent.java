package dev.signalbox.cli.connect;

import dev.signalbox.agents.connect.Agent;
import dev.signalbox.cli.options.VersionOption;
import dev.signalbox.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code signalbox disconnect AGENT}, the same for all of them. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    sortOptions = false)
final class DisconnectAgent implements Callable<Integer> {
  private final Agent agent;
  private final Terminal terminal;
  private final Surroundings around;

  @Mixin private PlaceOption place;
  @Mixin private PlanOptions options;

  private DisconnectAgent(Agent agent, Terminal terminal, Surroundings around) {
    this.agent = agent;
    this.terminal = terminal;
    this.around = around;
  }

  static CommandLine command(Agent agent, Terminal terminal, Surroundings around) {
    var command = new CommandLine(new DisconnectAgent(agent, terminal, around));
    command
        .getCommandSpec()
        .usageMessage()
        .description("Take what is Signalbox's out of " + agent.title() + ", and nothing else.");
    return command;
  }

  @Override
  public Integer call() {
    var disconnecting = new Disconnecting(terminal, around, place, options);
    return disconnecting.disconnect(agent) || options.isPrintOnly() ? 0 : 1;
  }
}

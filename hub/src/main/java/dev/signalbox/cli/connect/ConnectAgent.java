package dev.signalbox.cli.connect;

import dev.signalbox.agents.connect.Agent;
import dev.signalbox.cli.options.HubOption;
import dev.signalbox.cli.options.VersionOption;
import dev.signalbox.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code signalbox connect AGENT}, the same for all of them. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    sortOptions = false)
final class ConnectAgent implements Callable<Integer> {
  private final Agent agent;
  private final Terminal terminal;
  private final Surroundings around;

  @Mixin private HubOption hub;
  @Mixin private PlaceOption place;
  @Mixin private PlanOptions options;
  @Mixin private WaitOption wait;
  @Mixin private SentOptions sent;
  @Mixin private HoldOption hold;

  private ConnectAgent(Agent agent, Terminal terminal, Surroundings around) {
    this.agent = agent;
    this.terminal = terminal;
    this.around = around;
  }

  static CommandLine command(Agent agent, Terminal terminal, Surroundings around) {
    var command = new CommandLine(new ConnectAgent(agent, terminal, around));
    command
        .getCommandSpec()
        .usageMessage()
        .description(
            "Let " + agent.title() + " report to the hub.",
            "Shows what it would change and asks first; to undo it:",
            "${ROOT-COMMAND-NAME} disconnect " + agent.name());
    return command;
  }

  @Override
  public Integer call() throws InterruptedException {
    wait.patience(terminal);
    var choices = new Choices(hub.url(), place, options, wait, sent, hold);
    var connecting = new Connecting(terminal, around, choices);
    if (!connecting.connect(agent, agent.program().find(around.environment()))) {
      return options.isPrintOnly() ? 0 : 1;
    }
    return connecting.verify(List.of(agent)) ? 0 : 1;
  }
}

package dev.signalbox.cli.connect;

import dev.signalbox.agents.connect.Agent;
import dev.signalbox.agents.connect.Agents;
import dev.signalbox.agents.settings.SettingsException;
import dev.signalbox.cli.options.HubOption;
import dev.signalbox.cli.options.VersionOption;
import dev.signalbox.cli.terminal.Program;
import dev.signalbox.cli.terminal.Style;
import dev.signalbox.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signalbox connect}: one subcommand for each agent; alone, how they are connected. */
@Command(
    name = "connect",
    description = {
      "Let agents on this machine report to the hub.",
      "Without an agent: which are here, and where they report."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    sortOptions = false,
    synopsisSubcommandLabel = "AGENT")
public final class ConnectCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Surroundings around;

  @Option(names = "--all", description = "Connect every agent that is found on this machine.")
  private boolean isAll;

  @Mixin private HubOption hub;
  @Mixin private PlaceOption place;
  @Mixin private PlanOptions options;
  @Mixin private WaitOption wait;
  @Mixin private SentOptions sent;

  private ConnectCommand(Terminal terminal, Surroundings around) {
    this.terminal = terminal;
    this.around = around;
  }

  public static CommandLine with(Terminal terminal, Surroundings around) {
    var command = new CommandLine(new ConnectCommand(terminal, around));
    Agents.ALL.forEach(agent ->
        command.addSubcommand(agent.name(), ConnectAgent.command(agent, terminal, around)));
    return command;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<AgentStatus> agents = AgentStatus.ofAll(around);
    if (!isAll) {
      AgentStatus.print(agents, terminal);
      say("");
      say(
          "To connect one: %s; all: %s"
              .formatted(Program.command("connect AGENT"), Program.command("connect --all")));
      return 0;
    }
    return connectAll(agents);
  }

  private int connectAll(List<AgentStatus> agents) throws InterruptedException {
    wait.patience(terminal);
    var choices = new Choices(hub.url(), place, options, wait, sent, new HoldOption());
    var connecting = new Connecting(terminal, around, choices);
    var connected = new ArrayList<Agent>();
    boolean isComplete = true;
    for (AgentStatus status : agents) {
      if (status.found().isPresent()) {
        isComplete &= connect(connecting, status, connected);
      }
    }
    List<String> absent =
        agents.stream().filter(it -> it.found().isEmpty()).map(it -> it.agent().title()).toList();
    if (!absent.isEmpty()) {
      say("Not found on this machine: " + String.join(", ", absent) + ".");
    }
    boolean isVerified = connected.isEmpty() || connecting.verify(connected);
    return isComplete && isVerified ? 0 : 1;
  }

  /** What goes wrong with one agent is said, and the others follow. */
  private boolean connect(Connecting connecting, AgentStatus status, List<Agent> connected) {
    Agent agent = status.agent();
    say(terminal.paint(Style.BOLD, agent.title()));
    try {
      if (connecting.connect(agent, status.found())) {
        connected.add(agent);
        return true;
      }
      return options.isPrintOnly();
    } catch (SettingsException e) {
      say(e.getMessage() + ".");
      return false;
    } finally {
      say("");
    }
  }

  private void say(String line) {
    terminal.out().println(line);
  }
}

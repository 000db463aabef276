package dev.signalbox.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalbox connect}: one subcommand for each agent. */
@Command(
    name = "connect",
    description = "Let an agent on this machine report to the hub.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    synopsisSubcommandLabel = "AGENT")
final class ConnectCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Without an agent: which there are. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  static CommandLine with(Object... agents) {
    var command = new CommandLine(new ConnectCommand());
    for (Object agent : agents) {
      command.addSubcommand(agent);
    }
    return command;
  }
}

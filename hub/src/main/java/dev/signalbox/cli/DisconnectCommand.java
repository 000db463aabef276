package dev.signalbox.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signalbox disconnect}: one subcommand for each agent. */
@Command(
    name = "disconnect",
    description = "Let an agent report no more.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    synopsisSubcommandLabel = "AGENT")
final class DisconnectCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Without an agent: which there are. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  static CommandLine with(Object... agents) {
    var command = new CommandLine(new DisconnectCommand());
    for (Object agent : agents) {
      command.addSubcommand(agent);
    }
    return command;
  }
}

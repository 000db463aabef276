package dev.signalbox.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signalbox}: exits with 0 when all went well, 1 on a failure, 2 on wrong usage. */
@Command(
    name = "signalbox",
    description = "See every coding agent live, and answer those that wait.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    subcommands = {ServeCommand.class})
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(Main::explain)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Expected a command");
  }

  /** A failure's message is for its reader; a stack trace is not, unless it is asked for. */
  private static int explain(Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
    String message = fault.getMessage() == null ? fault.toString() : fault.getMessage();
    command.getErr().println("signalbox: " + message);
    if (System.getenv("SIGNALBOX_DEBUG") != null) {
      fault.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}

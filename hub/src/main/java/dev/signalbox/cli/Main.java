package dev.signalbox.cli;

import dev.signalbox.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signalbox}: exits with 0 when all went well, 1 on a failure, 2 on wrong usage. */
@Command(
    name = "signalbox",
    description = "See every coding agent live, and answer those that wait.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Each command explains itself: signalbox COMMAND --help"})
public final class Main implements Runnable {
  private final Terminal terminal;
  @Spec private CommandSpec spec;

  private Main(Terminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] args) {
    System.exit(run(Terminal.standard(), args));
  }

  static int run(Terminal terminal, String... args) {
    return new CommandLine(new Main(terminal))
        .addSubcommand(new ServeCommand(terminal))
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.hasColours() ? Ansi.ON : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::correct)
        .setExecutionExceptionHandler(Main::explain)
        .execute(args);
  }

  /** Without a command: what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(terminal.out());
  }

  /** What is wrong with the command line, and where to read how it is right. */
  private static int correct(ParameterException fault, String[] args) {
    CommandLine command = fault.getCommandLine();
    command.getErr().println("signalbox: " + Mistake.explain(fault));
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println("Try '" + name + " --help'.");
    return CommandLine.ExitCode.USAGE;
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

package dev.signalbox.cli;

import dev.signalbox.cli.ask.AskCommand;
import dev.signalbox.cli.connect.ConnectCommand;
import dev.signalbox.cli.connect.DisconnectCommand;
import dev.signalbox.cli.connect.Surroundings;
import dev.signalbox.cli.options.VersionOption;
import dev.signalbox.cli.terminal.PlainText;
import dev.signalbox.cli.terminal.Program;
import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.client.HubUnreachableException;
import dev.signalbox.log.DataDirectory;
import java.util.List;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code signalbox}: exits with 0 when all went well, 1 on a failure, 2 on wrong usage; {@code ask}
 * has more to say.
 */
@Command(
    name = "signalbox",
    description = "See every coding agent live, and which of them wait for you.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Each command explains itself: ${ROOT-COMMAND-NAME} COMMAND --help"})
public final class Main implements Runnable {
  private static final int MESSAGE_CHARS_MAX = 500;
  private static final int HELP_COLUMNS_MIN = 60;
  private static final int HELP_COLUMNS_MAX = 100;

  private final Terminal terminal;
  @Spec private CommandSpec spec;

  private Main(Terminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] args) {
    System.exit(run(Terminal.standard(), args));
  }

  static int run(Terminal terminal, String... args) {
    return run(terminal, Surroundings.ofProcess(), args);
  }

  static int run(Terminal terminal, Surroundings around, String... args) {
    return new CommandLine(new Main(terminal))
        .setCommandName(Program.name())
        .addSubcommand(new ServeCommand(terminal))
        .addSubcommand(ConnectCommand.with(terminal, around))
        .addSubcommand(DisconnectCommand.with(terminal, around))
        .addSubcommand(new SessionsCommand(terminal))
        .addSubcommand(new WatchCommand(terminal))
        .addSubcommand(AskCommand.with(terminal, around))
        .addSubcommand(new DemoCommand(terminal))
        .addSubcommand(new RebuildCommand(terminal))
        .addSubcommand(new CommandLine.HelpCommand())
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.hasColours() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Math.clamp(terminal.width(), HELP_COLUMNS_MIN, HELP_COLUMNS_MAX))
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
    command.getErr().println("signalbox: " + Mistake.explain(fault, List.of(args)));
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println("Try '" + name + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }

  /** A failure's message is for its reader; a stack trace is not, unless it is asked for. */
  private static int explain(
      Exception thrown, CommandLine command, CommandLine.ParseResult parsed) {
    Exception fault = unwrapped(thrown);
    command.getErr().println("signalbox: " + message(fault));
    if (System.getenv("SIGNALBOX_DEBUG") != null) {
      fault.printStackTrace(command.getErr());
    }
    return command.getCommand() instanceof IExitCodeExceptionMapper mapper
        ? mapper.getExitCode(fault)
        : CommandLine.ExitCode.SOFTWARE;
  }

  /** What went wrong on another thread, without the wrapping that it came back in. */
  private static Exception unwrapped(Exception fault) {
    return fault instanceof CompletionException && fault.getCause() instanceof Exception cause
        ? cause
        : fault;
  }

  /** What happened and what to do about it, in plain text: some of it comes from outside. */
  private static String message(Exception fault) {
    String message = fault.getMessage() == null ? fault.toString() : fault.getMessage();
    String advice =
        switch (fault) {
          case HubUnreachableException _ ->
              ". Start one with '" + Program.command("serve") + "', or name another with --url";
          case DataDirectory.InUseException _ ->
              ". Stop that first, or name another directory with --data-dir";
          default -> "";
        };
    return PlainText.line(message, MESSAGE_CHARS_MAX) + advice;
  }
}

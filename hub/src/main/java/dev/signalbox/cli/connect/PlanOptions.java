package dev.signalbox.cli.connect;

import dev.signalbox.agents.settings.FileChange;
import dev.signalbox.agents.settings.FileChange.Kind;
import dev.signalbox.agents.settings.Plan;
import dev.signalbox.cli.terminal.PlainText;
import dev.signalbox.cli.terminal.Style;
import dev.signalbox.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --yes} and {@code --print}: shows a plan and asks before it is applied. */
final class PlanOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask, for scripts.")
  private boolean isAgreed;

  @Option(names = "--print", description = "Only print what would change.")
  private boolean isPrintOnly;

  /** Shows the plan and applies it, if it shall be; true when it was applied. */
  boolean carryOut(Plan plan, Terminal terminal, Surroundings around) {
    plan.changes().forEach(change -> show(change, terminal, around));
    terminal.out().flush();
    if (isPrintOnly) {
      return false;
    }
    if (!isAgreed && !agrees(terminal, around)) {
      terminal.out().println("Nothing was changed.");
      return false;
    }
    plan.apply();
    return true;
  }

  boolean isPrintOnly() {
    return isPrintOnly;
  }

  /** Settings line by line; our own files and the copy in a word, unless one wants to read them. */
  private void show(FileChange change, Terminal terminal, Surroundings around) {
    String name = around.shown(change.path());
    boolean isOurs = change.kind() == Kind.SCRIPT || change.kind() == Kind.PLUGIN;
    boolean isTheirs = change.kind() == Kind.SETTINGS || change.kind() == Kind.LINES;
    if (isTheirs || (isOurs && isPrintOnly)) {
      change.diff(name).lines().forEach(line -> terminal.out().println(painted(line, terminal)));
      return;
    }
    String verb = change.after() == null ? "remove" : change.before() == null ? "add" : "replace";
    terminal.out().println(terminal.paint(Style.DIM, "(" + verb + " " + name + ")"));
  }

  private static String painted(String line, Terminal terminal) {
    String plain = PlainText.of(line);
    if (line.startsWith("---") || line.startsWith("+++")) {
      return terminal.paint(Style.BOLD, plain);
    }
    return switch (line.charAt(0)) {
      case '+' -> terminal.paint(Style.GREEN, plain);
      case '-' -> terminal.paint(Style.RED, plain);
      case '@' -> terminal.paint(Style.CYAN, plain);
      default -> plain;
    };
  }

  private boolean agrees(Terminal terminal, Surroundings around) {
    if (!terminal.isScreen()) {
      throw new ParameterException(
          command.commandLine(),
          "Expected --yes to apply this without a terminal to ask on, or --print to only look");
    }
    terminal.out().print("Apply? [Y/n] ");
    terminal.out().flush();
    try {
      String answer = around.input().readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("|y|yes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

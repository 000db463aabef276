package dev.signalbox.cli;

import dev.signalbox.agents.claudecode.connect.ClaudeConnection;
import dev.signalbox.agents.settings.FileChange.Kind;
import dev.signalbox.agents.settings.Plan;
import dev.signalbox.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code signalbox disconnect claude-code}. */
@Command(
    name = "claude-code",
    description = "Take Signalbox's hooks out of Claude Code's settings, and nothing else.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    sortOptions = false)
final class DisconnectClaudeCode implements Callable<Integer> {
  private final Terminal terminal;
  private final Surroundings around;

  @Mixin private ClaudePlace place;
  @Mixin private PlanOptions options;

  DisconnectClaudeCode(Terminal terminal, Surroundings around) {
    this.terminal = terminal;
    this.around = around;
  }

  @Override
  public Integer call() {
    Plan plan = new ClaudeConnection(place.in(around)).disconnect();
    if (plan.isEmpty()) {
      say("Claude Code " + place.whose() + " is not connected. Nothing to change.");
      return 0;
    }
    if (!options.carryOut(plan, terminal, around)) {
      return options.isPrintOnly() ? 0 : 1;
    }
    say("Disconnected: Claude Code " + place.whose() + " no longer reports.");
    if (!plan.changes(Kind.BACKUP) && !plan.removes(Kind.SETTINGS)) {
      say("The settings have changed since, so only the hooks were taken out.");
    }
    return 0;
  }

  private void say(String line) {
    terminal.out().println(line);
  }
}

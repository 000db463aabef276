package dev.signalbox.cli;

import dev.signalbox.agents.claudecode.ClaudeCode;
import dev.signalbox.agents.claudecode.connect.ClaudeConnection;
import dev.signalbox.agents.claudecode.connect.ClaudeVersion;
import dev.signalbox.agents.settings.Plan;
import dev.signalbox.agents.settings.SettingsException;
import dev.signalbox.cli.terminal.Program;
import dev.signalbox.cli.terminal.Style;
import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.client.HubClient;
import dev.signalbox.client.HubUnreachableException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signalbox connect claude-code}. */
@Command(
    name = "claude-code",
    description = {
      "Let Claude Code report to the hub, by hooks in its settings.",
      "Shows what it would change and asks first; to undo it:",
      "${ROOT-COMMAND-NAME} disconnect claude-code"
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    sortOptions = false)
final class ConnectClaudeCode implements Callable<Integer> {
  private final Terminal terminal;
  private final Surroundings around;
  @Spec private CommandSpec spec;

  @Mixin private HubOption hub;
  @Mixin private ClaudePlace place;
  @Mixin private PlanOptions options;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "Then wait so long for a session to appear (${DEFAULT-VALUE}).")
  private long waitSeconds;

  ConnectClaudeCode(Terminal terminal, Surroundings around) {
    this.terminal = terminal;
    this.around = around;
  }

  @Override
  public Integer call() throws InterruptedException {
    URI url = hub.url();
    if (waitSeconds < 0) {
      throw new ParameterException(
          spec.commandLine(), "Expected --wait of 0 seconds or more, but got " + waitSeconds);
    }
    requireRecent();
    var connection = new ClaudeConnection(place.in(around));
    Plan plan = connection.connect(url);
    if (plan.isEmpty()) {
      say("Claude Code " + place.whose() + " already reports to " + url + ". Nothing to change.");
    } else if (options.carryOut(plan, terminal, around)) {
      say("Connected: Claude Code " + place.whose() + " reports to " + url + ".");
    } else {
      return options.isPrintOnly() ? 0 : 1;
    }
    warn(connection);
    return next(url);
  }

  /** An old one would lose its other settings as well. */
  private static void requireRecent() {
    ClaudeVersion.ask("claude")
        .filter(ClaudeVersion::isTooOld)
        .ifPresent(old -> {
          throw new SettingsException(
              "Expected Claude Code %s or later, but claude is %s: it would ignore the settings."
                      .formatted(ClaudeVersion.OLDEST, old)
                  + " Update it (claude update) and run this again");
        });
  }

  private void warn(ClaudeConnection connection) {
    if (connection.areHooksOff()) {
      say("But disableAllHooks is true in these settings: no hook runs while it is.");
    }
    place
        .twice(around)
        .ifPresent(other ->
            say("The user's own settings report to " + other + " too: sessions here tell both."));
  }

  private int next(URI url) throws InterruptedException {
    try (var client = new HubClient(url)) {
      client.info();
      String page = terminal.paint(Style.BOLD, url.toString());
      say("Start claude %s, and open %s".formatted(place.where(), page));
      if (waitSeconds == 0) {
        return 0;
      }
      return new FirstSession(terminal, client, ClaudeCode.NAME)
              .await(Duration.ofSeconds(waitSeconds))
          ? 0
          : 1;
    } catch (HubUnreachableException e) {
      say(
          "There is no hub at %s yet: run %s, and sessions appear there."
              .formatted(url, Program.command("serve")));
      return waitSeconds == 0 ? 0 : 1;
    }
  }

  private void say(String line) {
    terminal.out().println(line);
  }
}

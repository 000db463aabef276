package dev.signalbox.cli.connect;

import dev.signalbox.agents.connect.Agent;
import dev.signalbox.agents.connect.AgentConnection;
import dev.signalbox.cli.options.TimeSpan;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code --hold}: for how long an agent whose prompts wait for hooks waits for an answer from the
 * hub, before it asks in its terminal.
 */
final class HoldOption {
  /** Nobody sees the prompt meanwhile. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--hold",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = {
        "Let prompts wait so long for an answer from the hub, e.g. 30s;",
        "only then are they shown in the terminal. 0s: show them at once.",
        "For codex and qwen-code. Default: as before."
      })
  private @Nullable Duration time;

  /** The connection with what was chosen; throws when the agent has no such choice. */
  AgentConnection apply(Agent agent, AgentConnection connection) {
    if (time == null) {
      return connection;
    }
    if (!connection.canHold()) {
      throw new ParameterException(
          command.commandLine(),
          "Expected --hold with codex or qwen-code only, whose prompts wait for hooks, but got it"
              + " with "
              + agent.name());
    }
    if (time.compareTo(LONGEST) > 0) {
      throw new ParameterException(
          command.commandLine(),
          "Expected --hold of at most 10m, because nobody sees the prompt meanwhile, but got "
              + time.toSeconds()
              + "s");
    }
    return connection.holding((int) time.toSeconds());
  }

  /** What to know, for the person at the terminal. */
  Optional<String> note() {
    return time == null || time.isZero()
        ? Optional.empty()
        : Optional.of(
            ("Its prompts wait %d s for an answer from the hub. Meanwhile nobody sees them in the"
                    + " terminal.")
                .formatted(time.toSeconds()));
  }
}

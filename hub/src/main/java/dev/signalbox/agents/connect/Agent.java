package dev.signalbox.agents.connect;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An agent that can be connected, and all that one has to know for it.
 *
 * @param name as the hub and the command line have it, e.g. {@code gemini-cli}
 * @param title as people write it
 * @param program what is typed to start it
 * @param home where its configuration is
 * @param wiring what is written there
 * @param steps what its user still has to do, a sentence each
 */
public record Agent(
    String name, String title, Program program, Home home, Wiring wiring, List<String> steps) {

  /** What makes an agent report. */
  sealed interface Wiring permits HookFormat, PluginText {}

  public Agent {
    steps = List.copyOf(steps);
  }

  /** For all sessions of a user. */
  public AgentConnection ofUser(Function<String, @Nullable String> environment, Path userHome) {
    return at(home.ofUser(environment, userHome));
  }

  /**
   * For all sessions in a directory, of everybody who has it; without telemetry, which Claude Code
   * ignores there.
   */
  public AgentConnection ofProject(Path directory) {
    Place place = home.ofProject(directory);
    return wiring instanceof HookFormat format
        ? new HookConnection(name, format.withoutTelemetry(), place)
        : at(place);
  }

  private AgentConnection at(Place place) {
    return switch (wiring) {
      case HookFormat format -> new HookConnection(name, format, place);
      case PluginText plugin -> new PluginConnection(plugin, place);
    };
  }
}

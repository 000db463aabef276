package dev.signalbox.agents.connect;

import dev.signalbox.agents.connect.HookFormat.Event;
import dev.signalbox.agents.connect.HookFormat.Lists;
import dev.signalbox.agents.connect.HookFormat.Switch;
import dev.signalbox.agents.connect.HookFormat.Timeout;
import dev.signalbox.agents.connect.TelemetryFields.Field;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Gemini CLI. It waits for every hook, so there are few. Not among them are those around the model
 * (BeforeModel, AfterModel, BeforeToolSelection), which carry whole requests and come for each
 * piece of an answer, and PreCompress, which comes before every request, compressed or not.
 */
final class GeminiSetup {
  private static final List<Event> EVENTS =
      List.of(
          Event.awaited("SessionStart"),
          Event.awaited("BeforeAgent"),
          Event.awaited("BeforeTool"),
          Event.awaited("AfterTool"),
          Event.awaited("Notification"),
          Event.awaited("AfterAgent"),
          Event.awaited("SessionEnd"));

  /**
   * Only on demand: while the hub is away, Gemini CLI prints an error and ends some ten seconds
   * late, and Qwen Code ends as late. Neither has a setting against it.
   */
  static final TelemetrySettings TELEMETRY =
      new TelemetryFields(
          "telemetry",
          List.of(
              new Field("enabled", "true"),
              new Field("target", "\"local\""),
              new Field("otlpProtocol", "\"http\""),
              new Field("otlpEndpoint", "\"%s\""),
              new Field("logPrompts", "false")),
          Pattern.compile(".*"),
          false);

  private GeminiSetup() {}

  static Agent agent() {
    return new Agent(
        "gemini-cli",
        "Gemini CLI",
        new Program(
            List.of("gemini"),
            new AgentVersion(0, 26, 0),
            "its hooks are off",
            "npm install -g @google/gemini-cli"),
        new Home(
            ".gemini",
            "$GEMINI_CLI_HOME/.gemini",
            ".gemini",
            // It puts the path in by itself, quoted where it has to be.
            "$GEMINI_PROJECT_DIR/",
            "settings.json"),
        new HookFormat(
            Lists.GROUPS,
            "\"type\": \"command\", \"name\": \"signalbox\", ",
            new Timeout("timeout", 1000),
            true,
            false,
            new Switch(List.of("hooksConfig", "enabled"), "false"),
            EVENTS,
            TELEMETRY),
        List.of("Gemini CLI runs hooks in a folder once you have said that you trust it"));
  }
}

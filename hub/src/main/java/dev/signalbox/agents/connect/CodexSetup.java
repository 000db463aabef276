package dev.signalbox.agents.connect;

import dev.signalbox.agents.connect.HookFormat.Event;
import dev.signalbox.agents.connect.HookFormat.Lists;
import dev.signalbox.agents.connect.HookFormat.Switch;
import dev.signalbox.agents.connect.HookFormat.Timeout;
import dev.signalbox.agents.connect.TelemetryLines.File;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Codex, by its {@code hooks.json}. Its {@code notify} is left alone: there is one only, it tells
 * no more than that a turn is over, and it may be somebody's own.
 */
final class CodexSetup {
  /** Codex ends the hooks of an end after three seconds, and warns of more. */
  private static final int END_SECONDS = 3;

  private static final List<Event> EVENTS =
      List.of(
          Event.async("SessionStart"),
          Event.async("UserPromptSubmit"),
          Event.async("PreToolUse"),
          Event.asking("PermissionRequest"),
          Event.async("PostToolUse"),
          Event.async("SubagentStart"),
          Event.async("SubagentStop"),
          Event.async("PostCompact"),
          Event.awaited("Stop"),
          new Event("Interrupt", false, END_SECONDS),
          new Event("SessionEnd", false, END_SECONDS));

  /**
   * When the hub takes the connection and never answers, Codex would end five seconds late. It has
   * no setting for that, but reads variables from {@code .env}.
   */
  private static final TelemetrySettings TELEMETRY =
      new TelemetryLines(
          List.of(
              new File(
                  ".env",
                  "OTEL_EXPORTER_OTLP_LOGS_TIMEOUT=500",
                  Pattern.compile("(?m)^\\h*(export\\h+)?OTEL_")),
              new File(
                  "config.toml",
                  """
                  # by signalbox connect codex, for tokens and cost
                  [otel.exporter."otlp-http"]
                  endpoint = "%s/v1/logs"
                  protocol = "binary\"\
                  """,
                  Pattern.compile("(?m)^\\h*\\[*\\h*[\"']?otel[\"']?\\h*[.\\]=]"))));

  private CodexSetup() {}

  static Agent agent() {
    return new Agent(
        "codex",
        "Codex",
        new Program(
            List.of("codex"),
            new AgentVersion(0, 151, 0),
            "it does not run these hooks",
            "npm install -g @openai/codex"),
        new Home(
            ".codex",
            "$CODEX_HOME",
            ".codex",
            "\"$(git rev-parse --show-toplevel 2>/dev/null || pwd)\"/",
            "hooks.json"),
        new HookFormat(
            Lists.GROUPS,
            "\"type\": \"command\", ",
            new Timeout("timeout", 1),
            false,
            false,
            Switch.NONE,
            EVENTS,
            TELEMETRY),
        List.of(
            "Codex runs hooks only after you have looked at them: start codex, type /hooks, and"
                + " trust those of Signalbox (again whenever their hub changes)"));
  }
}

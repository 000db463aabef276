package dev.signalbox.agents.connect;

import dev.signalbox.agents.connect.HookFormat.Event;
import dev.signalbox.agents.connect.HookFormat.Lists;
import dev.signalbox.agents.connect.HookFormat.Switch;
import dev.signalbox.agents.connect.HookFormat.Timeout;
import dev.signalbox.agents.connect.TelemetryFields.Field;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Claude Code. Not among the observed hooks are those that others say better (PostToolBatch,
 * UserPromptExpansion), that Claude Code prints a line for (PreCompact, PostCompact), that hold up
 * what it shows (MessageDisplay), that only a decision makes sense of (PreModelSwitch), or that
 * break when nobody decides (WorktreeCreate).
 *
 * <p>Two are held where somebody wants it: PermissionRequest, beside the terminal's dialog, while a
 * person decides; and PreToolUse, while a person has the agent pause. At the end of a turn a second
 * hook stays beside the agent and wakes it with a message.
 */
final class ClaudeCodeSetup {
  /**
   * The ends are awaited. Claude Code ends asynchronous hooks when {@code claude -p} is over, and
   * these would never be heard of: of 2.1.112 to 2.1.332, three versions lost every SessionEnd and
   * some a Stop.
   */
  private static final List<Event> EVENTS =
      List.of(
          Event.async("SessionStart"),
          Event.async("UserPromptSubmit"),
          Event.held("PreToolUse"),
          Event.held("PermissionRequest"),
          Event.async("PermissionDenied"),
          Event.async("PostToolUse"),
          Event.async("PostToolUseFailure"),
          Event.async("SubagentStart"),
          Event.async("SubagentStop"),
          Event.async("Notification"),
          Event.async("Elicitation"),
          Event.async("ElicitationResult"),
          Event.async("TaskCreated"),
          Event.async("TaskCompleted"),
          Event.async("TeammateIdle"),
          Event.async("CwdChanged"),
          Event.async("PostModelSwitch"),
          Event.awaited("Stop"),
          Event.waking("Stop"),
          Event.awaited("StopFailure"),
          Event.awaited("SessionEnd"));

  /**
   * The variables of log records alone, so that metrics and traces that somebody sends elsewhere go
   * on to go there. When the hub takes the connection and never answers, Claude Code would end two
   * seconds late; so half a second.
   */
  private static final TelemetrySettings TELEMETRY =
      new TelemetryFields(
          "env",
          List.of(
              new Field("CLAUDE_CODE_ENABLE_TELEMETRY", "\"1\""),
              new Field("CLAUDE_CODE_OTEL_SHUTDOWN_TIMEOUT_MS", "\"500\""),
              new Field("OTEL_LOGS_EXPORTER", "\"otlp\""),
              new Field("OTEL_EXPORTER_OTLP_LOGS_PROTOCOL", "\"http/protobuf\""),
              new Field("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "\"%s/v1/logs\"")),
          Pattern.compile("OTEL_.*|CLAUDE_CODE_(OTEL|ENABLE_TELEMETRY|ENHANCED_TELEMETRY).*"),
          true);

  private ClaudeCodeSetup() {}

  static Agent agent() {
    return new Agent(
        "claude-code",
        "Claude Code",
        new Program(
            List.of("claude"),
            // 2.0.60 ignores all of a settings file with a hook event whose name it does not know.
            new AgentVersion(2, 1, 112),
            "it would ignore the settings",
            "claude update"),
        new Home(
            ".claude",
            "$CLAUDE_CONFIG_DIR",
            ".claude",
            "\"$CLAUDE_PROJECT_DIR\"/",
            "settings.json"),
        new HookFormat(
            Lists.GROUPS,
            "\"type\": \"command\", ",
            new Timeout("timeout", 1),
            false,
            false,
            Switch.DISABLE_ALL,
            EVENTS,
            TELEMETRY),
        List.of("Claude Code runs hooks in a folder once you have said that you trust it"));
  }
}

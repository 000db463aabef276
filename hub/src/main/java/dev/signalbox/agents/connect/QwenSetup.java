package dev.signalbox.agents.connect;

import dev.signalbox.agents.connect.HookFormat.Event;
import dev.signalbox.agents.connect.HookFormat.Lists;
import dev.signalbox.agents.connect.HookFormat.Switch;
import dev.signalbox.agents.connect.HookFormat.Timeout;
import java.util.List;

/** Qwen Code: Claude Code's hooks, with Gemini CLI's milliseconds. */
final class QwenSetup {
  private static final List<Event> EVENTS =
      List.of(
          Event.async("SessionStart"),
          Event.async("UserPromptSubmit"),
          Event.async("PreToolUse"),
          Event.asking("PermissionRequest"),
          Event.async("PermissionDenied"),
          Event.async("PostToolUse"),
          Event.async("PostToolUseFailure"),
          Event.async("SubagentStart"),
          Event.async("SubagentStop"),
          Event.async("Notification"),
          Event.async("PostCompact"),
          Event.awaited("Stop"),
          Event.awaited("StopFailure"),
          Event.awaited("SessionEnd"));

  private QwenSetup() {}

  static Agent agent() {
    return new Agent(
        "qwen-code",
        "Qwen Code",
        new Program(
            List.of("qwen"),
            new AgentVersion(0, 15, 10),
            "it does not run these hooks",
            "npm install -g @qwen-code/qwen-code"),
        new Home(
            ".qwen",
            "$QWEN_HOME",
            ".qwen",
            // It puts the path in by itself, quoted where it has to be.
            "$QWEN_PROJECT_DIR/",
            "settings.json"),
        new HookFormat(
            Lists.GROUPS,
            "\"type\": \"command\", \"name\": \"signalbox\", ",
            new Timeout("timeout", 1000),
            true,
            false,
            Switch.DISABLE_ALL,
            EVENTS,
            GeminiSetup.TELEMETRY),
        List.of());
  }
}

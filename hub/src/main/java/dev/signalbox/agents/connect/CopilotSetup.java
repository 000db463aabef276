package dev.signalbox.agents.connect;

import dev.signalbox.agents.connect.HookFormat.Event;
import dev.signalbox.agents.connect.HookFormat.Lists;
import dev.signalbox.agents.connect.HookFormat.Switch;
import dev.signalbox.agents.connect.HookFormat.Timeout;
import java.util.List;

/**
 * GitHub Copilot CLI, by a file of our own among its hooks. In this spelling of the events their
 * payloads name the event; in its other one, {@code preToolUse}, they do not. PermissionRequest
 * comes before it looks whether it may, so also when nobody is asked; a Notification tells of the
 * prompts that are shown.
 */
final class CopilotSetup {
  private static final List<Event> EVENTS =
      List.of(
          Event.awaited("SessionStart"),
          Event.awaited("UserPromptSubmit"),
          Event.awaited("PreToolUse"),
          Event.awaited("PostToolUse"),
          Event.awaited("PostToolUseFailure"),
          Event.awaited("SubagentStart"),
          Event.awaited("SubagentStop"),
          Event.awaited("Notification"),
          Event.awaited("PreCompact"),
          Event.awaited("ErrorOccurred"),
          Event.awaited("Stop"),
          Event.awaited("SessionEnd"));

  private CopilotSetup() {}

  static Agent agent() {
    return new Agent(
        "copilot-cli",
        "Copilot CLI",
        new Program(
            List.of("copilot"),
            new AgentVersion(1, 0, 70),
            "it does not run these hooks",
            "copilot update"),
        new Home(
            ".copilot",
            "$COPILOT_HOME",
            ".github",
            "\"$COPILOT_PROJECT_DIR\"/",
            "hooks/signalbox.json"),
        new HookFormat(
            Lists.HANDLERS,
            "\"type\": \"command\", ",
            new Timeout("timeoutSec", 1),
            false,
            true,
            Switch.NONE,
            EVENTS),
        List.of("Copilot CLI runs hooks in a folder once you have said that you trust it"));
  }
}

package dev.signalbox.agents.connect;

import dev.signalbox.agents.connect.HookFormat.Event;
import dev.signalbox.agents.connect.HookFormat.Lists;
import dev.signalbox.agents.connect.HookFormat.Switch;
import dev.signalbox.agents.connect.HookFormat.Timeout;
import java.util.List;

/**
 * Cursor, the editor and its agent in the terminal. Not among the observed hooks are those that say
 * a tool call once more (beforeShellExecution, afterMCPExecution and their like), and
 * afterAgentThought, which comes for each piece of a thought.
 */
final class CursorSetup {
  private static final List<Event> EVENTS =
      List.of(
          Event.awaited("sessionStart"),
          Event.awaited("beforeSubmitPrompt"),
          Event.awaited("preToolUse"),
          Event.awaited("postToolUse"),
          Event.awaited("postToolUseFailure"),
          Event.awaited("afterFileEdit"),
          Event.awaited("afterAgentResponse"),
          Event.awaited("subagentStart"),
          Event.awaited("subagentStop"),
          Event.awaited("preCompact"),
          Event.awaited("stop"),
          Event.awaited("sessionEnd"));

  private CursorSetup() {}

  static Agent agent() {
    return new Agent(
        "cursor",
        "Cursor",
        new Program(
            List.of("cursor-agent", "cursor"),
            new AgentVersion(1, 7, 0),
            "it has no such hooks",
            "cursor-agent update"),
        new Home(".cursor", "", ".cursor", "", "hooks.json"),
        new HookFormat(
            Lists.HANDLERS, "", new Timeout("timeout", 1), true, true, Switch.NONE, EVENTS),
        List.of());
  }
}

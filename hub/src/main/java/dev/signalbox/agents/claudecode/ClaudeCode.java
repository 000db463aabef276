package dev.signalbox.agents.claudecode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.HookAdapter;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookReport;
import dev.signalbox.protocol.Event;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Claude Code's hook events, one line each. What changes a session's state becomes an event of the
 * protocol; everything else, also a hook event that is newer than this class, is kept whole as
 * {@code claude-code:<name>} (P7).
 */
public final class ClaudeCode implements HookAdapter {
  /** The name of the agent in sessions and in {@code /api/hooks/{agent}}. */
  public static final String NAME = "claude-code";

  @Override
  public HookReport report(ObjectNode payload, HookContext context, Instant receivedAt) {
    Hook hook = Hook.of(payload, context, receivedAt);
    return new HookReport(SessionHooks.missed(hook), events(hook), SessionHooks.facts(hook));
  }

  private static List<Event> events(Hook hook) {
    return switch (hook.name()) {
      case "SessionStart" -> SessionHooks.started(hook);
      case "SessionEnd" -> SessionHooks.ended(hook);
      case "CwdChanged" -> SessionHooks.moved(hook);
      case "PostModelSwitch" -> SessionHooks.switchedModel(hook);
      case "UserPromptSubmit" -> TurnHooks.prompt(hook);
      case "Stop" -> TurnHooks.stopped(hook);
      case "StopFailure" -> TurnHooks.failed(hook);
      case "SubagentStart" -> TurnHooks.subagentStarted(hook);
      case "SubagentStop" -> TurnHooks.subagentStopped(hook);
      case "PostCompact" -> TurnHooks.compacted(hook);
      case "PreToolUse" -> ToolHooks.started(hook);
      case "PostToolUse" -> ToolHooks.completed(hook);
      case "PostToolUseFailure" -> ToolHooks.failed(hook);
      case "PermissionDenied" -> ToolHooks.denied(hook);
      case "PermissionRequest" -> AskHooks.permission(hook);
      case "Elicitation" -> AskHooks.elicitation(hook);
      case "ElicitationResult" -> AskHooks.elicited(hook);
      case "Notification" -> AskHooks.notified(hook);
      default -> List.of(other(hook));
    };
  }

  /** The payload as an event of its own kind. */
  static Event other(Hook hook) {
    ObjectNode body = hook.body();
    for (var field : hook.payload().properties()) {
      if (!body.has(field.getKey()) && !field.getKey().equals("type")) {
        body.set(field.getKey(), field.getValue());
      }
    }
    return hook.event(NAME + ":" + kebab(hook.name()), body);
  }

  /** {@code TaskCreated} is {@code task-created}; anything but letters and digits is left out. */
  private static String kebab(String name) {
    String words = name.replaceAll("[^A-Za-z0-9]", "").replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-");
    String kebab = words.toLowerCase(Locale.ROOT);
    return kebab.isEmpty() ? "unnamed" : kebab.substring(0, Math.min(60, kebab.length()));
  }
}

package dev.signalbox.agents.codex;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Delegate;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.HookAdapter;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookReport;
import dev.signalbox.agents.HookShape;
import dev.signalbox.agents.Permission;
import dev.signalbox.agents.Prompt;
import dev.signalbox.agents.SessionFacts;
import dev.signalbox.agents.ToolCall;
import dev.signalbox.agents.Turn;
import dev.signalbox.protocol.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Codex CLI's hook events, one line each, and its {@code notify}. */
public final class Codex implements HookAdapter {
  /** The name of the agent in sessions and in {@code /api/hooks/{agent}}. */
  public static final String NAME = "codex";

  private static final String UNHELD =
      "Codex did not wait for an answer from here (signalbox connect codex --hold)";

  /**
   * What every payload of a hook has:
   *
   * <pre>{"session_id":"01a2…","turn_id":"01a2…","cwd":"/home/dev/shop","model":"gpt-5.5-codex",
   *   "permission_mode":"default","hook_event_name":"PreToolUse",…}</pre>
   */
  private static final HookShape SHAPE =
      new HookShape(NAME, "hook_event_name", "session_id", "turn_id", "agent_id");

  @Override
  public List<HookReport> reports(ObjectNode payload, HookContext context, Instant receivedAt) {
    if (Notify.isOne(payload)) {
      return new Notify(payload, context, receivedAt).reports();
    }
    Hook hook = Hook.of(SHAPE, payload, context, receivedAt);
    return List.of(SessionFacts.of(hook).report(hook, events(hook)));
  }

  @Override
  public Optional<Prompt> prompt(ObjectNode payload, HookContext context) {
    if (Notify.isOne(payload)) {
      return Optional.empty();
    }
    Hook hook = Hook.of(SHAPE, payload, context, Instant.EPOCH);
    return hook.name().equals("PermissionRequest")
        ? Optional.of(Permission.of(hook).prompt())
        : Optional.empty();
  }

  private static List<Event> events(Hook hook) {
    return switch (hook.name()) {
      case "SessionStart" -> List.of(SessionFacts.started(hook));
      case "SessionEnd" -> List.of(SessionFacts.ended(hook, hook.text("reason")));
      case "UserPromptSubmit" -> List.of(Turns.prompt(hook, hook.text("prompt")));
      case "Stop" -> Turns.over(hook, hook.text("last_assistant_message"));
      case "Interrupt" -> List.of(new Turn(hook).interrupted());
      case "PreToolUse" -> List.of(ToolCall.of(hook).started());
      case "PostToolUse" -> completed(hook);
      case "PermissionRequest" -> Permission.of(hook).events(UNHELD);
      case "SubagentStart" -> List.of(Delegate.of(hook).started(null));
      case "SubagentStop" ->
          List.of(Delegate.of(hook).stopped(hook.text("last_assistant_message")));
      case "PostCompact" -> List.of(SessionFacts.compacted(hook));
      default -> List.of(hook.other());
    };
  }

  /** There is no hook for a call that failed: its output may say so. */
  private static List<Event> completed(Hook hook) {
    var call = ToolCall.of(hook);
    var events = new ArrayList<Event>();
    events.add(call.completed(hook.json("tool_response"), hook.json("duration_ms")));
    events.addAll(PatchFiles.changed(call));
    return events;
  }
}

package dev.signalbox.agents.qwen;

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
import dev.signalbox.agents.TodoList;
import dev.signalbox.agents.ToolCall;
import dev.signalbox.agents.Turn;
import dev.signalbox.protocol.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Qwen Code's hook events, one line each. */
public final class QwenCode implements HookAdapter {
  /** The name of the agent in sessions and in {@code /api/hooks/{agent}}. */
  public static final String NAME = "qwen-code";

  private static final String UNHELD =
      "Qwen Code did not wait for an answer from here (signalbox connect qwen-code --hold)";

  /**
   * What every payload has; turns have no names:
   *
   * <pre>{"session_id":"77a1…","transcript_path":"…","cwd":"/home/dev/shop",
   *   "hook_event_name":"PreToolUse","timestamp":"2026-11-23T09:15:00.000Z",…}</pre>
   */
  private static final HookShape SHAPE =
      new HookShape(NAME, "hook_event_name", "session_id", null, "agent_id");

  /** Tools that write a file, which their input names. */
  private static final Set<String> EDITS = Set.of("write_file", "edit", "replace");

  @Override
  public List<HookReport> reports(ObjectNode payload, HookContext context, Instant receivedAt) {
    Hook hook = Hook.of(SHAPE, payload, context.orRanAt(payload.get("timestamp")), receivedAt);
    return List.of(SessionFacts.of(hook).report(hook, events(hook)));
  }

  @Override
  public Optional<Prompt> prompt(ObjectNode payload, HookContext context) {
    Hook hook = Hook.of(SHAPE, payload, context, Instant.EPOCH);
    return hook.name().equals("PermissionRequest")
        ? Optional.of(Permission.of(hook).prompt())
        : Optional.empty();
  }

  private static List<Event> events(Hook hook) {
    return switch (hook.name()) {
      case "SessionStart" -> List.of(SessionFacts.started(hook));
      case "SessionEnd" -> List.of(SessionFacts.ended(hook, hook.text("reason")));
      case "UserPromptSubmit" -> TurnHooks.prompt(hook);
      case "Stop" -> TurnHooks.stopped(hook);
      case "StopFailure" -> new Turn(hook).failed();
      case "PreToolUse" -> List.of(ToolCall.of(hook).started());
      case "PostToolUse" -> completed(hook);
      case "PostToolUseFailure" -> List.of(ToolCall.of(hook).failed());
      case "PermissionDenied" -> List.of(ToolCall.of(hook).denied());
      case "PermissionRequest" -> Permission.of(hook).events(UNHELD);
      case "SubagentStart" -> List.of(Delegate.of(hook).started(null));
      case "SubagentStop" ->
          List.of(Delegate.of(hook).stopped(hook.text("last_assistant_message")));
      case "Notification" -> new Turn(hook).notified();
      case "PostCompact" -> List.of(SessionFacts.compacted(hook));
      case "TodoCreated", "TodoCompleted" -> todo(hook);
      default -> List.of(hook.other());
    };
  }

  private static List<Event> completed(Hook hook) {
    var call = ToolCall.of(hook);
    var events = new ArrayList<Event>();
    events.add(call.completed(hook.json("tool_response"), hook.json("duration_ms")));
    String path = call.input() == null ? "" : call.input().path("file_path").asText("");
    if (EDITS.contains(call.tool()) && !path.isEmpty()) {
      events.add(call.file("file:modified", path, null, 0));
    }
    return events;
  }

  /** A todo is told twice: before it is written, when a hook may still refuse it, and after. */
  private static List<Event> todo(Hook hook) {
    if ("validation".equals(hook.text("phase"))) {
      return List.of(hook.other());
    }
    List<Event> list = TodoList.of(hook, hook.json("all_todos")).events();
    return list.isEmpty() ? List.of(hook.other()) : list;
  }
}

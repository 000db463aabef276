package dev.signalbox.agents.claudecode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Checkpoint;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.HookAdapter;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookReport;
import dev.signalbox.agents.HookShape;
import dev.signalbox.agents.Prompt;
import dev.signalbox.agents.SessionFacts;
import dev.signalbox.agents.ToolCall;
import dev.signalbox.agents.Turn;
import dev.signalbox.protocol.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Claude Code's hook events, one line each. What changes a session's state becomes an event of the
 * protocol; everything else, also a hook event that is newer than this class, is kept whole as
 * {@code claude-code:<name>} (P7).
 */
public final class ClaudeCode implements HookAdapter {
  /** The name of the agent in sessions and in {@code /api/hooks/{agent}}. */
  public static final String NAME = "claude-code";

  /**
   * What every payload has:
   *
   * <pre>{"session_id":"5f0c…","transcript_path":"…","cwd":"/home/dev/shop","prompt_id":"9d4b…",
   *   "permission_mode":"default","agent_id":"a9e2…","hook_event_name":"PreToolUse",…}</pre>
   */
  private static final HookShape SHAPE =
      new HookShape(NAME, "hook_event_name", "session_id", "prompt_id", "agent_id");

  @Override
  public List<HookReport> reports(ObjectNode payload, HookContext context, Instant receivedAt) {
    Hook hook = Hook.of(SHAPE, payload, context, receivedAt);
    return List.of(SessionFacts.of(hook).report(hook, events(hook)));
  }

  @Override
  public Optional<Prompt> prompt(ObjectNode payload, HookContext context) {
    Hook hook = Hook.of(SHAPE, payload, context, Instant.EPOCH);
    return hook.name().equals("PermissionRequest")
        ? Optional.of(AskHooks.prompt(hook))
        : Optional.empty();
  }

  @Override
  public Optional<Checkpoint> checkpoint(ObjectNode payload) {
    Hook hook = Hook.of(SHAPE, payload, HookContext.NONE, Instant.EPOCH);
    return switch (hook.name()) {
      case "PreToolUse" -> {
        String tool = hook.text("tool_name");
        String at = tool == null ? hook.name() : hook.name() + " · " + tool;
        yield Optional.of(Checkpoint.of(hook, at, new BeforeTool()));
      }
      case "Stop", "UserPromptSubmit" ->
          Optional.of(Checkpoint.of(hook, hook.name(), new BeforeTool()));
      default -> Optional.empty();
    };
  }

  private static List<Event> events(Hook hook) {
    return switch (hook.name()) {
      case "SessionStart" -> List.of(SessionFacts.started(hook));
      case "SessionEnd" -> List.of(SessionFacts.ended(hook, hook.text("reason")));
      case "CwdChanged" -> SessionHooks.moved(hook);
      case "PostModelSwitch" -> SessionHooks.switchedModel(hook);
      case "UserPromptSubmit" -> TurnHooks.prompt(hook);
      case "Stop" -> TurnHooks.stopped(hook);
      case "StopFailure" -> new Turn(hook).failed();
      case "SubagentStart" -> TurnHooks.subagentStarted(hook);
      case "SubagentStop" -> TurnHooks.subagentStopped(hook);
      case "PostCompact" -> List.of(SessionFacts.compacted(hook));
      case "PreToolUse" -> List.of(ToolCall.of(hook).started());
      case "PostToolUse" -> ToolHooks.completed(hook);
      case "PostToolUseFailure" -> List.of(ToolCall.of(hook).failed());
      case "PermissionDenied" -> List.of(ToolCall.of(hook).denied());
      case "FileChanged" -> List.of(FileHooks.watched(hook));
      case "TaskCreated" -> List.of(TaskHooks.created(hook));
      case "TaskCompleted" -> List.of(TaskHooks.completed(hook));
      case "TeammateIdle" -> List.of(AskHooks.teammateIdle(hook));
      case "PermissionRequest" -> AskHooks.permission(hook);
      case "Elicitation" -> AskHooks.elicitation(hook);
      case "ElicitationResult" -> AskHooks.elicited(hook);
      case "Notification" -> new Turn(hook).notified();
      default -> List.of(hook.other());
    };
  }
}

package dev.signalbox.agents.cursor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.HookAdapter;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookReport;
import dev.signalbox.agents.HookShape;
import dev.signalbox.agents.Origin;
import dev.signalbox.agents.SessionFacts;
import dev.signalbox.agents.ToolCall;
import dev.signalbox.agents.Turn;
import dev.signalbox.protocol.Event;
import java.time.Instant;
import java.util.List;

/**
 * Cursor's hook events, one line each. What runs before and after a command of the shell or a tool
 * of MCP is kept whole: the same calls are told by {@code preToolUse} and {@code postToolUse}.
 */
public final class Cursor implements HookAdapter {
  /** The name of the agent in sessions and in {@code /api/hooks/{agent}}. */
  public static final String NAME = "cursor";

  /**
   * What every payload has:
   *
   * <pre>{"conversation_id":"6e1f…","generation_id":"0f9e…","model":"claude-sonnet-5",
   *   "hook_event_name":"preToolUse","cursor_version":"2.9.1",
   *   "workspace_roots":["/home/dev/shop"],"user_email":"dev@example.com",…}</pre>
   */
  private static final HookShape SHAPE =
      new HookShape(NAME, "hook_event_name", "conversation_id", "generation_id", null);

  @Override
  public List<HookReport> reports(ObjectNode payload, HookContext context, Instant receivedAt) {
    HookContext known = withUser(context, payload.path("user_email").asText(""));
    Hook hook = Hook.of(SHAPE, payload, known, receivedAt);
    return List.of(facts(hook).report(hook, events(hook)));
  }

  private static List<Event> events(Hook hook) {
    return switch (hook.name()) {
      case "sessionStart" ->
          List.of(hook.event("session:started", SessionHooks.described(hook, facts(hook))));
      case "sessionEnd" -> List.of(SessionHooks.ended(hook));
      case "beforeSubmitPrompt" -> List.of(new Turn(hook).prompt(hook.text("prompt")));
      case "afterAgentResponse" -> SessionHooks.said(hook);
      case "stop" -> SessionHooks.stopped(hook);
      case "preToolUse" -> List.of(ToolCall.of(hook).started());
      case "postToolUse" -> List.of(ToolHooks.completed(hook));
      case "postToolUseFailure" -> List.of(ToolHooks.failed(hook));
      case "afterFileEdit" -> List.of(ToolHooks.edited(hook));
      case "subagentStart" -> List.of(SubagentHooks.started(hook));
      case "subagentStop" -> List.of(SubagentHooks.stopped(hook));
      case "preCompact" -> List.of(SessionHooks.compacted(hook));
      default -> List.of(hook.other());
    };
  }

  /** A conversation is about a workspace, whatever directory a command runs in. */
  private static SessionFacts facts(Hook hook) {
    List<String> roots = hook.fields().texts("workspace_roots");
    String cwd = roots == null || roots.isEmpty() ? hook.text("cwd") : roots.getFirst();
    SessionFacts told = SessionFacts.of(hook);
    String version = hook.text("cursor_version");
    return new SessionFacts(
        cwd, told.title(), told.model(), version == null ? told.agentVersion() : version);
  }

  /** Who is signed in stands in for who works at the machine. */
  private static HookContext withUser(HookContext context, String email) {
    Origin origin = context.origin();
    if (origin.user() != null || email.isBlank()) {
      return context;
    }
    var known = new Origin(email, origin.hostname(), origin.platform());
    return new HookContext(known, context.setting(), context.delivery(), context.dialog());
  }
}

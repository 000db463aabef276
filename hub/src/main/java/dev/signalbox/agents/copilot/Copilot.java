package dev.signalbox.agents.copilot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Delivery;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.HookAdapter;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookReport;
import dev.signalbox.agents.Names;
import dev.signalbox.agents.SessionFacts;
import dev.signalbox.agents.Turn;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import java.time.Instant;
import java.util.List;

/** GitHub Copilot CLI's hook events, one line each, by their names in camelCase. */
public final class Copilot implements HookAdapter {
  /** The name of the agent in sessions and in {@code /api/hooks/{agent}}. */
  public static final String NAME = "copilot-cli";

  /** The hook also runs when nobody is asked. */
  private static final String UNHELD = "Copilot CLI is answered in its terminal";

  @Override
  public List<HookReport> reports(ObjectNode json, HookContext context, Instant receivedAt) {
    var payload = Payload.of(json);
    String sessionId = payload.text("sessionId");
    if (sessionId == null) {
      throw new InvalidEventException(
          "sessionId", "required", "Expected sessionId or session_id, but got neither");
    }
    var subject =
        new Hook.Subject(NAME, payload.eventName(), Event.sessionId(sessionId), null, null);
    HookContext named = named(context.orRanAt(payload.json("timestamp")), payload, subject);
    var hook = new Hook(subject, json, payload.fields(), named, receivedAt);
    return List.of(SessionFacts.of(hook).report(hook, events(hook, payload)));
  }

  @Override
  public boolean nestsSessions(ObjectNode payload) {
    return true;
  }

  private static List<Event> events(Hook hook, Payload payload) {
    return switch (hook.name()) {
      case "sessionStart" -> List.of(SessionHooks.started(hook, payload));
      case "sessionEnd" -> List.of(SessionFacts.ended(hook, hook.text("reason")));
      case "userPromptSubmitted" -> List.of(new Turn(hook).prompt(hook.text("prompt")));
      case "agentStop" -> new Turn(hook).over(payload.text("lastAssistantMessage"));
      case "preToolUse" -> List.of(ToolHooks.call(hook, payload).started());
      case "postToolUse" -> ToolHooks.ended(hook, payload);
      case "postToolUseFailure" -> List.of(ToolHooks.failed(hook, payload));
      case "permissionRequest" -> List.of(ToolHooks.permission(hook, payload).asked(UNHELD));
      case "subagentStart" -> List.of(SessionHooks.subagent(hook, payload).started(null));
      case "subagentStop" ->
          List.of(SessionHooks.subagent(hook, payload).stopped(payload.text("response")));
      case "errorOccurred" -> List.of(SessionHooks.error(hook, payload));
      case "notification" -> List.of(SessionHooks.notified(hook, payload));
      // Nothing tells that it was compacted: this is said just before.
      case "preCompact" -> List.of(SessionFacts.compacted(hook));
      default -> List.of(hook.other());
    };
  }

  /**
   * One moment may be told by two hooks, each in its own shape: the moment names the call, not the
   * hook that tells it.
   */
  private static HookContext named(HookContext context, Payload payload, Hook.Subject subject) {
    String moment = payload.momentName();
    if (moment == null) {
      return context;
    }
    Delivery told = context.delivery();
    String id =
        "copilot:" + Names.of(subject.sessionId(), subject.name(), moment, payload.contentName());
    return new HookContext(
        context.origin(),
        context.setting(),
        new Delivery(id, told.ranAt(), told.sentAt()),
        context.dialog());
  }
}

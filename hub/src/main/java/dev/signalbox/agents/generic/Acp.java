package dev.signalbox.agents.generic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.HookAdapter;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookReport;
import dev.signalbox.agents.SessionFacts;
import dev.signalbox.agents.Setting;
import dev.signalbox.agents.Turn;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Messages of the Agent Client Protocol, one line for each method. What a message does not say, who
 * forwards it may add beside it: the session that a response belongs to, the agent, its directory.
 *
 * <pre>{"jsonrpc":"2.0","method":"session/update","params":{"sessionId":"sess_abc123",
 *   "update":{"sessionUpdate":"tool_call","toolCallId":"call_001",…}},
 *   "agent":"goose","cwd":"/home/dev/shop"}</pre>
 */
public final class Acp implements HookAdapter {
  /** The name in {@code /api/hooks/{agent}}, and of an agent that nobody names. */
  public static final String NAME = "acp";

  @Override
  public List<HookReport> reports(ObjectNode payload, HookContext context, Instant receivedAt) {
    if (!payload.has("method") && !payload.has("result") && !payload.has("error")) {
      throw new InvalidEventException(
          "method", "required", "Expected a JSON-RPC message with method, result or error");
    }
    var message = new Fields(payload);
    Fields params = part(message, payload.has("method") ? "params" : "result");
    return sessionId(message, params)
        .map(sessionId -> report(hook(payload, params, sessionId, context, receivedAt)))
        .map(List::of)
        .orElse(List.of());
  }

  private static Hook hook(
      ObjectNode payload, Fields params, String sessionId, HookContext context, Instant at) {
    var message = new Fields(payload);
    String agent = message.text("agent");
    String method = message.text("method");
    var subject =
        new Hook.Subject(
            agent == null ? NAME : agent,
            method == null ? "response" : method,
            Event.sessionId(sessionId),
            null,
            null);
    // Whoever forwards an agent's messages may poll for what people say.
    var polling =
        new HookContext(
            context.origin(), context.setting().polling(), context.delivery(), context.dialog());
    return new Hook(subject, payload, params, polling, at);
  }

  private static HookReport report(Hook hook) {
    var message = new Fields(hook.payload());
    Setting setting = hook.context().setting();
    String cwd = hook.text("cwd");
    var facts =
        new SessionFacts(
            cwd == null ? message.text("cwd") : cwd,
            Updates.title(hook),
            setting.model(),
            setting.agentVersion());
    return facts.report(hook, events(hook));
  }

  private static List<Event> events(Hook hook) {
    return switch (hook.name()) {
      case "session/update" -> Updates.events(hook);
      case "session/request_permission" -> List.of(Asks.permission(hook));
      case "session/prompt" -> List.of(new Turn(hook).prompt(Updates.text(hook.json("prompt"))));
      case "session/cancel" -> List.of(new Turn(hook).interrupted());
      case "response" -> response(hook);
      // They name a session that goes on, and what they say is in the facts.
      case "session/load", "session/resume" -> List.of();
      default -> List.of(hook.other());
    };
  }

  /** The answer to a prompt is the end of a turn; other answers only name their session. */
  private static List<Event> response(Hook hook) {
    if (hook.payload().has("error")) {
      Fields error = part(new Fields(hook.payload()), "error");
      return List.of(new Turn(hook).error(null, error.text("message")));
    }
    String reason = hook.text("stopReason");
    if (reason == null) {
      return List.of();
    }
    return reason.equals("cancelled")
        ? List.of(new Turn(hook).interrupted())
        : new Turn(hook).over(null, hook.body().put("stopReason", reason));
  }

  private static Optional<String> sessionId(Fields message, Fields params) {
    String given = params.text("sessionId");
    return Optional.ofNullable(given == null ? message.text("sessionId") : given);
  }

  private static Fields part(Fields message, String name) {
    ObjectNode part = message.object(name);
    return new Fields(part == null ? Json.object() : part);
  }
}

package dev.signalbox.agents.copilot;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Delegate;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.Names;
import dev.signalbox.agents.SessionFacts;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Texts;

/** Hook events about the session, its subagents and what went wrong. */
final class SessionHooks {
  private static final int ERROR_CHARS_MAX = 2_000;

  private SessionHooks() {}

  static Event started(Hook hook, Payload payload) {
    hook.fields().required("cwd");
    ObjectNode body = put(SessionFacts.of(hook).describe(hook), "source", hook.text("source"));
    return hook.event("session:started", put(body, "initialPrompt", payload.text("initialPrompt")));
  }

  /** Only an end has the subagent's id, so those of one name share one. */
  static Delegate subagent(Hook hook, Payload payload) {
    String name = payload.text("agentName");
    String type = name == null ? payload.text("agentType") : name;
    return new Delegate(hook, "subagent-" + Names.of(hook.sessionId(), type), type);
  }

  static Event error(Hook hook, Payload payload) {
    JsonNode error = payload.json("error");
    String name = error == null ? "" : error.path("name").asText("");
    String message = error == null ? "" : error.path("message").asText(error.asText(""));
    String both = name.isEmpty() || message.isEmpty() ? name + message : name + ": " + message;
    String said = both.isBlank() ? "An error" : Texts.cut(both, ERROR_CHARS_MAX);
    ObjectNode body = hook.body().put("error", said);
    put(body, "errorType", name.isEmpty() ? null : name);
    put(body, "recoverable", payload.json("recoverable"));
    return hook.event("error:occurred", put(body, "during", payload.text("errorContext")));
  }

  /** Only shown: the dialogs behind notifications have hooks of their own. */
  static Event notified(Hook hook, Payload payload) {
    ObjectNode body = put(hook.body(), "message", hook.text("message"));
    put(body, "title", hook.text("title"));
    return hook.event(
        "notification:shown", put(body, "notificationType", payload.text("notificationType")));
  }
}

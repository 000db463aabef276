package dev.signalbox.agents.claudecode;

import static dev.signalbox.agents.claudecode.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.HookContext;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.util.List;

/** Hook events about the session as a whole. */
final class SessionHooks {
  private SessionHooks() {}

  /**
   * {@code source} is startup, resume, clear, compact or fork. After a compaction the same session
   * goes on in the middle of a turn: that is no new start.
   */
  static List<Event> started(Hook hook) {
    String source = hook.text("source");
    if ("compact".equals(source)) {
      ObjectNode update = Json.object();
      put(update, "model", hook.text("model"));
      return List.of(hook.event("session:updated", put(update, "source", source)));
    }
    HookContext context = hook.context();
    ObjectNode body = Json.object().put("cwd", hook.fields().required("cwd"));
    put(body, "user", context.user());
    put(body, "hostname", context.hostname());
    put(body, "platform", context.platform());
    body.put("agent", ClaudeCode.NAME);
    put(body, "agentVersion", context.agentVersion());
    put(body, "model", hook.text("model"));
    put(body, "gitBranch", context.gitBranch());
    put(body, "repository", context.repository());
    put(body, "title", hook.text("session_title"));
    put(body, "permissionMode", hook.text("permission_mode"));
    put(body, "source", source);
    return List.of(hook.event("session:started", body));
  }

  static List<Event> ended(Hook hook) {
    return List.of(hook.event("session:ended", put(Json.object(), "reason", hook.text("reason"))));
  }

  static List<Event> moved(Hook hook) {
    ObjectNode body = Json.object();
    put(body, "cwd", hook.text("new_cwd"));
    put(body, "gitBranch", hook.context().gitBranch());
    return List.of(hook.event("session:updated", put(body, "previousCwd", hook.text("old_cwd"))));
  }

  static List<Event> switchedModel(Hook hook) {
    ObjectNode body = Json.object();
    put(body, "model", hook.text("to_model"));
    return List.of(
        hook.event("session:updated", put(body, "previousModel", hook.text("from_model"))));
  }
}

package dev.signalbox.agents.claudecode;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.util.List;

/** Hook events about what changed of the session as a whole. */
final class SessionHooks {
  private SessionHooks() {}

  static List<Event> moved(Hook hook) {
    ObjectNode body = put(Json.object(), "cwd", hook.text("new_cwd"));
    return List.of(hook.event("session:updated", put(body, "previousCwd", hook.text("old_cwd"))));
  }

  static List<Event> switchedModel(Hook hook) {
    ObjectNode body = put(Json.object(), "model", hook.text("to_model"));
    return List.of(
        hook.event("session:updated", put(body, "previousModel", hook.text("from_model"))));
  }
}

package dev.signalbox.agents.claudecode;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.SessionFacts;
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
    if (isCompaction(hook)) {
      return List.of(hook.event("context:compacted", hook.body()));
    }
    hook.fields().required("cwd");
    ObjectNode body = put(SessionFacts.of(hook).describe(hook), "source", hook.text("source"));
    put(body, "permissionMode", hook.text("permission_mode"));
    return List.of(hook.event("session:started", body));
  }

  static List<Event> moved(Hook hook) {
    ObjectNode body = put(Json.object(), "cwd", hook.text("new_cwd"));
    return List.of(hook.event("session:updated", put(body, "previousCwd", hook.text("old_cwd"))));
  }

  static List<Event> switchedModel(Hook hook) {
    ObjectNode body = put(Json.object(), "model", hook.text("to_model"));
    return List.of(
        hook.event("session:updated", put(body, "previousModel", hook.text("from_model"))));
  }

  private static boolean isCompaction(Hook hook) {
    return "compact".equals(hook.text("source"));
  }
}

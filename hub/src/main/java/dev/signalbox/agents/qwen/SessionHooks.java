package dev.signalbox.agents.qwen;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.SessionFacts;
import dev.signalbox.agents.Turn;
import dev.signalbox.protocol.Event;
import java.util.List;

/** Hook events about the session and its turns. */
final class SessionHooks {
  private SessionHooks() {}

  /** After a compaction the same session goes on: that is no new start. */
  static Event started(Hook hook) {
    if ("compact".equals(hook.text("source"))) {
      return compacted(hook);
    }
    hook.fields().required("cwd");
    ObjectNode body = put(SessionFacts.of(hook).describe(hook), "source", hook.text("source"));
    return hook.event("session:started", put(body, "permissionMode", hook.text("permission_mode")));
  }

  /**
   * This also runs when the agent goes on with the results of tools. Newer versions say what the
   * person submitted, and then an absent one means that nobody did.
   */
  static List<Event> prompt(Hook hook) {
    var turn = new Turn(hook);
    if (!hook.payload().has("submitted_prompt")) {
      return List.of(turn.prompt(hook.text("prompt")));
    }
    String submitted = hook.text("submitted_prompt");
    return List.of(
        submitted == null ? turn.automaticPrompt(hook.text("prompt")) : turn.prompt(submitted));
  }

  static List<Event> stopped(Hook hook) {
    ObjectNode idle = put(hook.body(), "contextUsage", hook.json("context_usage"));
    put(idle, "contextLimit", hook.json("context_limit"));
    return new Turn(hook).over(hook.text("last_assistant_message"), idle);
  }

  /** What it says last is the error once more: that is no message of its own. */
  static List<Event> failed(Hook hook) {
    Event error = new Turn(hook).error(hook.text("error"), hook.text("error_details"));
    ObjectNode idle = put(hook.body(), "lastMessage", hook.text("last_assistant_message"));
    return List.of(error, hook.event("session:idle", idle));
  }

  /** One that says that the agent waits for a prompt stands in for an end that was not told. */
  static List<Event> notified(Hook hook) {
    String type = hook.text("notification_type");
    ObjectNode body = put(hook.body(), "message", hook.text("message"));
    put(put(body, "title", hook.text("title")), "notificationType", type);
    Event shown = hook.event("notification:shown", body);
    return "idle_prompt".equals(type)
        ? List.of(shown, hook.event("session:idle", hook.body()))
        : List.of(shown);
  }

  static Event compacted(Hook hook) {
    ObjectNode body = put(hook.body(), "trigger", hook.text("trigger"));
    return hook.event("context:compacted", put(body, "summary", hook.text("compact_summary")));
  }
}

package dev.signalbox.agents.cursor;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.SessionFacts;
import dev.signalbox.agents.Turn;
import dev.signalbox.protocol.Event;
import java.util.ArrayList;
import java.util.List;

/** Hook events about the conversation and its turns. */
final class SessionHooks {
  private SessionHooks() {}

  /** A window without a folder has no workspace: such a start says less. */
  static ObjectNode described(Hook hook, SessionFacts facts) {
    ObjectNode body = put(facts.describe(hook), "composerMode", hook.text("composer_mode"));
    return facts.cwd() == null ? body.put("inferred", true) : body;
  }

  static Event ended(Hook hook) {
    String status = hook.text("final_status");
    boolean isFailure = "error".equals(status) || "error".equals(hook.text("reason"));
    ObjectNode body = put(hook.body(), "reason", hook.text("reason"));
    return hook.event("session:ended", isFailure ? body.put("status", "failed") : body);
  }

  static List<Event> said(Hook hook) {
    String text = hook.text("text");
    return text == null || text.isBlank()
        ? List.of(hook.other())
        : List.of(new Turn(hook).said(text));
  }

  /** The status is completed, aborted or error. */
  static List<Event> stopped(Hook hook) {
    var turn = new Turn(hook);
    String status = hook.text("status");
    if ("aborted".equals(status)) {
      return List.of(turn.interrupted());
    }
    var events = new ArrayList<Event>();
    if ("error".equals(status)) {
      events.add(turn.error(null, hook.text("error_message")));
    }
    events.addAll(turn.over(null));
    return events;
  }

  /** Nothing tells that it was compacted: this is said just before. */
  static Event compacted(Hook hook) {
    ObjectNode body = put(hook.body(), "trigger", hook.text("trigger"));
    put(body, "contextTokens", hook.json("context_tokens"));
    return hook.event(
        "context:compacted", put(body, "contextLimit", hook.json("context_window_size")));
  }
}

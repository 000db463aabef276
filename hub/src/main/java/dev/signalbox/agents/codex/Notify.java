package dev.signalbox.agents.codex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookReport;
import dev.signalbox.agents.SessionFacts;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What Codex hands to its {@code notify} program when a turn is over:
 *
 * <pre>{"type":"agent-turn-complete","thread-id":"01a2…","turn-id":"01a2…","cwd":"/home/dev/shop",
 *   "client":"codex-tui","input-messages":["Add rate limiting"],"last-assistant-message":"Done."}
 * </pre>
 */
record Notify(ObjectNode payload, HookContext context, Instant receivedAt) {
  private static final String TURN_OVER = "agent-turn-complete";

  static boolean isOne(ObjectNode payload) {
    return payload.has("thread-id") && !payload.has("hook_event_name");
  }

  List<HookReport> reports() {
    var fields = new Fields(payload);
    var subject =
        new Hook.Subject(
            Codex.NAME,
            "notify-" + fields.required("type"),
            Event.sessionId(fields.required("thread-id")),
            fields.text("turn-id"),
            null);
    var hook = new Hook(subject, payload, fields, context, receivedAt);
    List<Event> events =
        fields.required("type").equals(TURN_OVER) ? turn(hook) : List.of(hook.other());
    return List.of(SessionFacts.of(hook).report(hook, events));
  }

  private static List<Event> turn(Hook hook) {
    var events = new ArrayList<Event>();
    JsonNode prompts = hook.json("input-messages");
    if (prompts != null && prompts.isArray()) {
      for (JsonNode prompt : prompts) {
        events.add(Turns.prompt(hook, prompt.asText("")));
      }
    }
    events.addAll(Turns.over(hook, hook.text("last-assistant-message")));
    return events;
  }
}

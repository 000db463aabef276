package dev.signalbox.agents.claudecode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.HookContext;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One payload with what every hook event has in common:
 *
 * <pre>{"session_id":"5f0c…","transcript_path":"…","cwd":"/home/dev/shop","prompt_id":"9d4b…",
 *   "permission_mode":"default","agent_id":"a9e2…","hook_event_name":"PreToolUse",…}</pre>
 */
record Hook(ObjectNode payload, Fields fields, HookContext context, Instant receivedAt) {

  static Hook of(ObjectNode payload, HookContext context, Instant receivedAt) {
    return new Hook(payload, new Fields(payload), context, receivedAt);
  }

  /** The hook event's name; throws when it is missing. */
  String name() {
    return fields.required("hook_event_name");
  }

  String sessionId() {
    return Event.sessionId(fields.required("session_id"));
  }

  @Nullable String turnId() {
    return fields.text("prompt_id");
  }

  @Nullable String text(String name) {
    return fields.text(name);
  }

  @Nullable JsonNode json(String name) {
    return fields.json(name);
  }

  /** A body that begins with what says where the event belongs. */
  ObjectNode body() {
    ObjectNode body = Json.object();
    put(body, "agentId", text("agent_id"));
    put(body, "turnId", turnId());
    return body;
  }

  Event event(String type, ObjectNode body) {
    return Event.of(type, sessionId(), context.timestamp(receivedAt), body);
  }

  /** The same, with a name by which a repeated hook is recognised (P10). */
  Event event(String type, ObjectNode body, String eventId) {
    return event(type, body.put("eventId", eventId));
  }

  static ObjectNode put(ObjectNode body, String name, @Nullable String value) {
    return value == null ? body : body.put(name, value);
  }

  static ObjectNode put(ObjectNode body, String name, @Nullable JsonNode value) {
    return value == null ? body : body.set(name, value);
  }
}

package dev.signalbox.agents.claudecode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.HookContext;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

  /** An event that is known again when the same request comes twice (P10). */
  Event event(String type, ObjectNode body) {
    return named(type, body, requestId(type));
  }

  /** An event that has a name of its own, however often it is told. */
  Event event(String type, ObjectNode body, @Nullable String eventId) {
    return named(type, body, eventId == null ? requestId(type) : eventId);
  }

  private Event named(String type, ObjectNode body, @Nullable String eventId) {
    put(body, "eventId", eventId);
    return Event.of(type, sessionId(), context.timestamp(receivedAt), body);
  }

  /**
   * A name for the request: what it says and when its hook ran. Null where the sender's clock is
   * too coarse to tell two hooks with the same content apart.
   */
  private @Nullable String requestId(String type) {
    Instant ranAt = context.ranAt();
    if (ranAt == null || ranAt.equals(ranAt.truncatedTo(ChronoUnit.SECONDS))) {
      return null;
    }
    return "hook:" + Names.of(type, ranAt.toString(), Json.text(payload));
  }

  static ObjectNode put(ObjectNode body, String name, @Nullable String value) {
    return value == null ? body : body.put(name, value);
  }

  static ObjectNode put(ObjectNode body, String name, @Nullable JsonNode value) {
    return value == null ? body : body.set(name, value);
  }
}

package dev.signalbox.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One hook call: its payload, what it is about, and the events that it becomes.
 *
 * @param fields of the payload, or of the part of it that says what happened
 * @param receivedAt by the hub's clock
 */
public record Hook(
    Subject subject, ObjectNode payload, Fields fields, HookContext context, Instant receivedAt) {
  /**
   * What a hook call is about.
   *
   * @param agent the agent's name in sessions and in {@code /api/hooks/{agent}}
   * @param name of the hook event, as the agent calls it
   * @param turnId null when the agent does not say
   * @param agentId the subagent; null for the main agent
   */
  public record Subject(
      String agent,
      String name,
      String sessionId,
      @Nullable String turnId,
      @Nullable String agentId) {}

  /** Reads what every payload has; throws when it names no hook event or no session. */
  public static Hook of(
      HookShape shape, ObjectNode payload, HookContext context, Instant receivedAt) {
    var fields = new Fields(payload);
    var subject =
        new Subject(
            shape.agent(),
            fields.required(shape.name()),
            Event.sessionId(fields.required(shape.sessionId())),
            shape.turnId() == null ? null : fields.text(shape.turnId()),
            shape.agentId() == null ? null : fields.text(shape.agentId()));
    return new Hook(subject, payload, fields, context, receivedAt);
  }

  /** The hook event's name. */
  public String name() {
    return subject.name();
  }

  public String sessionId() {
    return subject.sessionId();
  }

  public @Nullable String turnId() {
    return subject.turnId();
  }

  public @Nullable String agentId() {
    return subject.agentId();
  }

  /** The same with a name that says more. */
  public Hook named(String name) {
    var named =
        new Subject(subject.agent(), name, sessionId(), subject.turnId(), subject.agentId());
    return new Hook(named, payload, fields, context, receivedAt);
  }

  public @Nullable String text(String name) {
    return fields.text(name);
  }

  public @Nullable JsonNode json(String name) {
    return fields.json(name);
  }

  /** A body that begins with what says where the event belongs. */
  public ObjectNode body() {
    return put(put(Json.object(), "agentId", agentId()), "turnId", turnId());
  }

  /** An event that is known again when the same hook call comes twice (P10). */
  public Event event(String type, ObjectNode body) {
    return event(type, body, 0);
  }

  /**
   * The same for a call that becomes several events of one type.
   *
   * @param ordinal which of them it is, from 0
   */
  public Event event(String type, ObjectNode body, int ordinal) {
    return named(type, body, callId(type, ordinal));
  }

  /** An event that has a name of its own, however often it is told; null when it has none. */
  public Event event(String type, ObjectNode body, @Nullable String eventId) {
    return eventId == null || eventId.length() > Event.ID_CHARS_MAX
        ? event(type, body)
        : named(type, body, eventId);
  }

  /**
   * The agent waits for a person. An answer that is given here reaches it while this call is held.
   *
   * @param reason why none does otherwise, for people; null to say nothing
   */
  public ObjectNode awaiting(ObjectNode body, @Nullable String reason) {
    if (context.dialog() instanceof Dialog.Held held) {
      return body.put("answerable", true).put("holder", held.holder());
    }
    return put(body.put("answerable", false), "reason", reason);
  }

  /** The payload as an event of its own kind, {@code <agent>:<name>}. */
  public Event other() {
    ObjectNode body = body();
    for (var field : payload.properties()) {
      if (!body.has(field.getKey()) && !field.getKey().equals("type")) {
        body.set(field.getKey(), field.getValue());
      }
    }
    return event(subject.agent() + ":" + Names.kebab(name()), body);
  }

  /** The body with one more field, unless there is nothing to say. */
  public static ObjectNode put(ObjectNode body, String name, @Nullable String value) {
    return value == null ? body : body.put(name, value);
  }

  /** The body with one more field, unless there is nothing to say. */
  public static ObjectNode put(ObjectNode body, String name, @Nullable JsonNode value) {
    return value == null ? body : body.set(name, value);
  }

  private Event named(String type, ObjectNode body, @Nullable String eventId) {
    put(body, "eventId", eventId);
    return Event.of(type, sessionId(), context.delivery().timestamp(receivedAt), body);
  }

  /**
   * The sender's name for the call; from a sender that gives none, what it says and when its hook
   * ran. Null where the sender's clock is too coarse to tell two calls with the same content apart.
   */
  private @Nullable String callId(String type, int ordinal) {
    Delivery delivery = context.delivery();
    if (delivery.id() != null) {
      return "%s:%s:%d".formatted(delivery.id(), type, ordinal);
    }
    Instant ranAt = delivery.ranAt();
    if (ranAt == null || ranAt.equals(ranAt.truncatedTo(ChronoUnit.SECONDS))) {
      return null;
    }
    String of = ordinal == 0 ? type : type + ":" + ordinal;
    return "hook:" + Names.of(of, ranAt.toString(), Json.text(payload));
  }
}

package dev.signalbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One fact about one session, before the log has given it a sequence:
 *
 * <pre>{"type":"tool:started","sessionId":"s1","timestamp":"2026-11-23T08:00:00.000Z",
 *   "toolName":"Bash","toolUseId":"t1","input":{"command":"npm test"}}</pre>
 *
 * @param type {@code name:verb}, 1 to 100 printable characters; unknown types are welcome
 * @param sessionId the session, {@code [A-Za-z0-9._:@/-]{1,200}}, but not {@code .} or {@code ..}
 * @param timestamp when it happened, by the sender's clock; to the millisecond
 * @param eventId the sender's own name for it: sent twice, stored once per session
 * @param agentId the subagent it belongs to
 * @param detail what the type means, read from the body
 * @param body the whole event as it is stored and sent; never changed after construction
 */
public record Event(
    String type,
    String sessionId,
    Instant timestamp,
    @Nullable String eventId,
    @Nullable String agentId,
    Detail detail,
    ObjectNode body) {
  /** What an id of a session may look like. */
  public static final Pattern SESSION_ID = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._:@/-]{1,200}");

  /** The same in words. A URL cannot name {@code .} and {@code ..}: clients resolve them away. */
  public static final String SESSION_ID_FORM =
      "1 to 200 characters of A-Z a-z 0-9 . _ : @ / -, and neither . nor ..";

  /** Longest {@code eventId}, {@code agentId}, {@code askId} and the like, in characters. */
  public static final int ID_CHARS_MAX = 200;

  private static final Pattern TYPE = Pattern.compile("[\\p{Graph}]{1,100}");

  /**
   * Reads an event from outside.
   *
   * @param receivedAt stands in for a missing {@code timestamp}
   * @throws InvalidEventException when a required field is missing or an id is malformed
   */
  public static Event parse(JsonNode json, Instant receivedAt) {
    if (!(json instanceof ObjectNode object)) {
      throw new InvalidEventException(
          "", "invalid", "Expected an event as a JSON object, but got " + Texts.came(json));
    }
    var fields = new Fields(object);
    String type = fields.required("type");
    if (!TYPE.matcher(type).matches()) {
      throw new InvalidEventException(
          "type", "invalid", "Expected type as 1 to 100 printable characters without spaces");
    }
    String sessionId = sessionId(fields.required("sessionId"));
    Instant given = fields.time("timestamp");
    Instant timestamp = (given == null ? receivedAt : given).truncatedTo(ChronoUnit.MILLIS);
    Detail detail = DetailReader.read(type, fields);
    return new Event(
        type,
        sessionId,
        timestamp,
        fields.id("eventId"),
        fields.id("agentId"),
        detail,
        normalise(object, type, sessionId, timestamp));
  }

  /**
   * An event of the hub's own making; {@code fields} become its body after the three common ones.
   * They may come from outside: a {@code type}, {@code sessionId} or {@code timestamp} among them
   * changes nothing.
   */
  public static Event of(String type, String sessionId, Instant timestamp, ObjectNode fields) {
    return parse(normalise(fields, type, sessionId, timestamp), timestamp);
  }

  /** The id as it is; throws when it does not look like one. */
  public static String sessionId(String text) {
    if (!SESSION_ID.matcher(text).matches()) {
      throw new InvalidEventException(
          "sessionId",
          "invalid",
          "Expected a session id of " + SESSION_ID_FORM + ", but got " + Texts.line(text, 60));
    }
    return text;
  }

  /** Common fields first, then the others in the sender's order; nulls are left out. */
  private static ObjectNode normalise(
      ObjectNode sent, String type, String sessionId, Instant timestamp) {
    ObjectNode body = Json.object();
    body.put("type", type).put("sessionId", sessionId).put("timestamp", Json.time(timestamp));
    for (Map.Entry<String, JsonNode> field : sent.properties()) {
      if (!body.has(field.getKey()) && !field.getValue().isNull()) {
        body.set(field.getKey(), field.getValue());
      }
    }
    return body;
  }
}

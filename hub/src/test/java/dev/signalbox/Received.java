package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** One message of the hub, over WebSocket or SSE. */
record Received(JsonNode json) {

  static Received parse(String text) {
    try {
      return new Received(Json.tree(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new AssertionError("Not JSON: " + text, e);
    }
  }

  static Predicate<Received> ofType(String type) {
    return message -> message.type().equals(type);
  }

  /** An {@code event} message about this type of event. */
  static Predicate<Received> event(String eventType) {
    return message ->
        message.isEvent() && message.payload().path("type").asText().equals(eventType);
  }

  /** The answer to a {@code subscribe}. */
  static Predicate<Received> confirmed(String sessionId) {
    return message ->
        message.type().equals("subscription_confirmed") && message.sessionId().equals(sessionId);
  }

  /** The message, or an {@code event} message, at this sequence or later. */
  static Predicate<Received> reaching(long sequence) {
    return message -> message.json.has("position") && message.sequence() >= sequence;
  }

  String type() {
    return json.path("type").asText();
  }

  boolean isEvent() {
    return type().equals("event");
  }

  String sessionId() {
    return json.path("sessionId").asText();
  }

  Position position() {
    return Position.parse(json.path("position").asText());
  }

  long sequence() {
    return position().sequence();
  }

  JsonNode payload() {
    return json.path("payload");
  }

  @Override
  public String toString() {
    String text = json.toString();
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }
}

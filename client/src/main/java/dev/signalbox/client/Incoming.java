package dev.signalbox.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Message;
import dev.signalbox.protocol.Position;

/** A message of the hub, read. */
sealed interface Incoming {

  record Greeting(Position position) implements Incoming {}

  record OfEvent(LiveEvent event) implements Incoming {}

  record OfSession(Message.SessionChanged changed) implements Incoming {}

  record OfGap(Message.Gap gap) implements Incoming {}

  record CaughtUp(Position position) implements Incoming {}

  /** A message that nobody waits for here, or of a later hub. */
  record Other() implements Incoming {}

  /**
   * Reads one text message.
   *
   * @throws MalformedMessageException when it is not of the protocol
   */
  static Incoming parse(String text) {
    try {
      JsonNode json = Json.mapper().readTree(text);
      return switch (json.path("type").asText()) {
        case "subscription_confirmed" ->
            json.has("sessionId") ? new Other() : new Greeting(position(json));
        case "event" -> new OfEvent(event(json));
        case "session" ->
            new OfSession(read(json, Message.SessionChanged.class, "position", "payload"));
        case "gap" -> new OfGap(read(json, Message.Gap.class, "from", "to"));
        case "caught_up" -> new CaughtUp(position(json));
        default -> new Other();
      };
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new MalformedMessageException(e);
    }
  }

  private static LiveEvent event(JsonNode json) {
    if (json.get("payload") instanceof ObjectNode payload) {
      return new LiveEvent(position(json), json.path("sessionId").asText(), payload);
    }
    throw new IllegalArgumentException("Expected an event with its payload");
  }

  private static Position position(JsonNode json) {
    return Position.parse(json.path("position").asText());
  }

  private static <T> T read(JsonNode json, Class<T> type, String... required)
      throws JsonProcessingException {
    for (String field : required) {
      if (!json.hasNonNull(field)) {
        throw new IllegalArgumentException("Expected " + field + " in a " + type.getSimpleName());
      }
    }
    return Json.mapper().treeToValue(json, type);
  }
}

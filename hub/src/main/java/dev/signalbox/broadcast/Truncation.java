package dev.signalbox.broadcast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a payload to a size: its long strings first, then, when that is not enough, whole fields.
 */
final class Truncation {
  /** Strings are cut to the first of these lengths that makes the payload fit. */
  private static final int[] STRING_CHARS = {2_000, 500, 100};

  /** What a client needs to place an event; never dropped. */
  private static final Set<String> KEPT =
      Set.of(
          "type",
          "sessionId",
          "timestamp",
          "eventId",
          "agentId",
          "toolName",
          "toolUseId",
          "askId",
          "chainId",
          "stepNumber",
          "commandId",
          "truncated");

  private Truncation() {}

  /** The payload as JSON of at most {@code bytesMax}, marked {@code "truncated":true}. */
  static byte[] fit(ObjectNode payload, int bytesMax) {
    ObjectNode cut = payload;
    for (int chars : STRING_CHARS) {
      cut = (ObjectNode) cut(payload, chars);
      cut.put("truncated", true);
      byte[] json = Json.bytes(cut);
      if (json.length <= bytesMax) {
        return json;
      }
    }
    return dropLargest(cut, bytesMax);
  }

  private static JsonNode cut(JsonNode node, int charsMax) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(Texts.cut(text.textValue(), charsMax));
      case ArrayNode array -> {
        ArrayNode copy = Json.mapper().createArrayNode();
        array.forEach(item -> copy.add(cut(item, charsMax)));
        yield copy;
      }
      case ObjectNode object -> {
        ObjectNode copy = Json.object();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          copy.set(field.getKey(), cut(field.getValue(), charsMax));
        }
        yield copy;
      }
      default -> node;
    };
  }

  private static byte[] dropLargest(ObjectNode payload, int bytesMax) {
    byte[] json = Json.bytes(payload);
    while (json.length > bytesMax) {
      String largest =
          payload.properties().stream()
              .filter(field -> !KEPT.contains(field.getKey()))
              .max(Comparator.comparingInt(field -> Json.bytes(field.getValue()).length))
              .map(Map.Entry::getKey)
              .orElseThrow(() -> new IllegalStateException("An event's ids alone are too large"));
      payload.remove(largest);
      json = Json.bytes(payload);
    }
    return json;
  }
}

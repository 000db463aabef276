package dev.signalbox.broadcast;

import static java.util.Comparator.reverseOrder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a payload to a size: its long strings first, then, when that is not enough, whole fields.
 */
final class Truncation {
  /** Strings are cut to the first of these lengths that makes the payload fit. */
  private static final int[] STRING_CHARS = {2_000, 500, 100};

  /** Every event has these, and their lengths are limited; never dropped. */
  private static final Set<String> BOUNDED = Set.of("type", "sessionId", "timestamp", "truncated");

  /** What a client needs to place an event; dropped only when nothing else is left. */
  private static final Set<String> IDS =
      Set.of(
          "eventId",
          "agentId",
          "toolName",
          "toolUseId",
          "askId",
          "chainId",
          "stepNumber",
          "commandId");

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

  /** One pass, since a payload may have a hundred thousand fields. */
  private static byte[] dropLargest(ObjectNode payload, int bytesMax) {
    int bytes = Json.bytes(payload).length;
    for (Size field : droppable(payload)) {
      if (bytes <= bytesMax) {
        break;
      }
      payload.remove(field.name());
      bytes -= field.bytes();
    }
    return Json.bytes(payload);
  }

  /** The largest first, ids last: a type that nobody knows may have anything in them. */
  private static List<Size> droppable(ObjectNode payload) {
    return payload.properties().stream()
        .filter(field -> !BOUNDED.contains(field.getKey()))
        .map(Size::of)
        .sorted(Comparator.comparing(Size::isId).thenComparing(Size::bytes, reverseOrder()))
        .toList();
  }

  /** What a field adds to the payload: its name, a colon, its value and a comma. */
  private record Size(String name, int bytes) {
    static Size of(Map.Entry<String, JsonNode> field) {
      int name = Json.bytes(TextNode.valueOf(field.getKey())).length;
      return new Size(field.getKey(), name + Json.bytes(field.getValue()).length + 2);
    }

    boolean isId() {
      return IDS.contains(name);
    }
  }
}

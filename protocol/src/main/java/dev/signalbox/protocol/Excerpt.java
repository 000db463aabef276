package dev.signalbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/**
 * What state keeps of a JSON value; the event keeps the whole. A value that is too large has its
 * long strings cut, and an object is marked {@code "truncated":true}. Where that is not enough,
 * {@code {"truncated":true}} alone stands for it.
 */
final class Excerpt {
  /** About how many characters of JSON a value may have: ten thousand steps must fit in memory. */
  static final int CHARS_MAX = 8_192;

  /** Strings are cut to the first of these lengths that makes the value fit. */
  private static final int[] STRING_CHARS = {2_000, 500, 100};

  /** Quotes, a colon and a comma. */
  private static final int PUNCTUATION = 4;

  private Excerpt() {}

  static JsonNode of(JsonNode value) {
    if (room(value, CHARS_MAX) >= 0) {
      return value;
    }
    if (value.isTextual()) {
      return TextNode.valueOf(Texts.cut(value.textValue(), CHARS_MAX - PUNCTUATION));
    }
    for (int chars : STRING_CHARS) {
      JsonNode cut = cut(value, chars);
      if (room(cut, CHARS_MAX) >= 0) {
        return cut instanceof ObjectNode object ? object.put("truncated", true) : cut;
      }
    }
    return Json.object().put("truncated", true);
  }

  /** How many of the characters are left after the value; negative when it needs more. */
  private static int room(JsonNode value, int chars) {
    int room = chars - PUNCTUATION;
    if (!value.isContainerNode()) {
      return room - value.asText().length();
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      room -= field.getKey().length();
    }
    for (JsonNode item : value) {
      if (room < 0) {
        break;
      }
      room = room(item, room);
    }
    return room;
  }

  private static JsonNode cut(JsonNode value, int charsMax) {
    return switch (value) {
      case TextNode text -> TextNode.valueOf(Texts.cut(text.textValue(), charsMax));
      case ArrayNode array -> {
        ArrayNode copy = Json.mapper().createArrayNode();
        array.forEach(item -> copy.add(cut(item, charsMax)));
        yield copy;
      }
      case ObjectNode object -> {
        ObjectNode copy = Json.object();
        object.properties().forEach(it -> copy.set(it.getKey(), cut(it.getValue(), charsMax)));
        yield copy;
      }
      default -> value;
    };
  }
}

package dev.signalbox.agents.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;

/** OTLP's values in JSON ({@code {"intValue":"5"}}) as the plain values that they stand for. */
final class JsonValues {
  private JsonValues() {}

  /** Key-value pairs as an object; those without a value are left out. */
  static ObjectNode attributes(JsonNode pairs) {
    ObjectNode attributes = Json.object();
    for (JsonNode pair : pairs) {
      JsonNode value = value(pair.path("value"));
      if (!value.isMissingNode() && pair.path("key").isTextual()) {
        attributes.set(pair.path("key").asText(), value);
      }
    }
    return attributes;
  }

  /** Missing when it holds none of the kinds that there are. */
  static JsonNode value(JsonNode any) {
    var field = any.properties().stream().findFirst();
    if (field.isEmpty()) {
      return MissingNode.getInstance();
    }
    JsonNode value = field.get().getValue();
    return switch (field.get().getKey()) {
      case "stringValue", "boolValue", "bytesValue" ->
          value.isValueNode() && !value.isNull() ? value : MissingNode.getInstance();
      case "doubleValue" -> Json.mapper().getNodeFactory().numberNode(value.asDouble());
      case "intValue" -> Json.mapper().getNodeFactory().numberNode(integer(value));
      case "arrayValue" -> array(value.path("values"));
      case "kvlistValue" -> attributes(value.path("values"));
      default -> MissingNode.getInstance();
    };
  }

  /** A 64-bit number, which may come as a string; 0 when it is none. */
  static long integer(JsonNode node) {
    if (node.isTextual() && node.asText().matches("-?[0-9]{1,18}|[0-8][0-9]{18}")) {
      return Long.parseLong(node.asText());
    }
    return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : 0;
  }

  private static ArrayNode array(JsonNode values) {
    ArrayNode array = Json.mapper().createArrayNode();
    for (JsonNode each : values) {
      JsonNode value = value(each);
      if (!value.isMissingNode()) {
        array.add(value);
      }
    }
    return array;
  }
}

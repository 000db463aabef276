package dev.signalbox.agents.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Base64;
import java.util.List;

/** OTLP's values in protobuf as the plain values that they stand for. */
final class ProtobufValues {
  private static final JsonNodeFactory NODES = Json.mapper().getNodeFactory();

  private ProtobufValues() {}

  /** Key-value pairs as an object; those without a value are left out. */
  static ObjectNode attributes(List<KeyValue> pairs) {
    ObjectNode attributes = Json.object();
    for (KeyValue pair : pairs) {
      JsonNode value = value(pair.getValue());
      if (!value.isMissingNode()) {
        attributes.set(pair.getKey(), value);
      }
    }
    return attributes;
  }

  /** Missing when it holds none of the kinds that there are. */
  static JsonNode value(AnyValue any) {
    return switch (any.getValueCase()) {
      case STRING_VALUE -> NODES.textNode(any.getStringValue());
      case BOOL_VALUE -> NODES.booleanNode(any.getBoolValue());
      case INT_VALUE -> NODES.numberNode(any.getIntValue());
      case DOUBLE_VALUE -> NODES.numberNode(any.getDoubleValue());
      case BYTES_VALUE ->
          NODES.textNode(Base64.getEncoder().encodeToString(any.getBytesValue().toByteArray()));
      case ARRAY_VALUE -> array(any.getArrayValue().getValuesList());
      case KVLIST_VALUE -> attributes(any.getKvlistValue().getValuesList());
      default -> MissingNode.getInstance();
    };
  }

  private static ArrayNode array(List<AnyValue> values) {
    ArrayNode array = Json.mapper().createArrayNode();
    for (AnyValue each : values) {
      JsonNode value = value(each);
      if (!value.isMissingNode()) {
        array.add(value);
      }
    }
    return array;
  }
}

package dev.signalbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares JSON with a schema of the hub's OpenAPI document: as much of JSON Schema as that uses,
 * and stricter in one point. A field that is not described is a fault, unless others are allowed.
 */
final class SchemaCheck {
  private static final JsonNode ANYTHING = Json.object();

  private final JsonNode document;
  private final List<String> faults = new ArrayList<>();

  private SchemaCheck(JsonNode document) {
    this.document = document;
  }

  /** What differs; empty when nothing does. */
  static List<String> faults(JsonNode document, JsonNode schema, JsonNode value) {
    var check = new SchemaCheck(document);
    check.check("", schema, value);
    return check.faults;
  }

  private void check(String path, JsonNode given, JsonNode value) {
    JsonNode schema = resolved(given);
    if (schema.has("anyOf")) {
      checkAnyOf(path, schema.get("anyOf"), value);
      return;
    }
    if (!isOfType(schema.path("type"), value)) {
      faults.add(path + ": expected " + schema.path("type") + ", but got " + value);
      return;
    }
    checkWords(path, schema, value);
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(path + "/" + i, schema.path("items"), value.get(i));
      }
    }
    if (value.isObject()) {
      checkObject(path, schema, value);
    }
  }

  private void checkAnyOf(String path, JsonNode choices, JsonNode value) {
    for (JsonNode choice : choices) {
      if (faults(document, choice, value).isEmpty()) {
        return;
      }
    }
    faults.add(path + ": fits no choice: " + value);
  }

  private void checkWords(String path, JsonNode schema, JsonNode value) {
    boolean isWord = !schema.has("enum");
    for (JsonNode word : schema.path("enum")) {
      isWord |= word.equals(value);
    }
    if (!isWord) {
      faults.add(path + ": not one of " + schema.get("enum") + ": " + value);
    }
    if (schema.has("pattern") && !value.asText().matches(schema.get("pattern").asText())) {
      faults.add(path + ": not like " + schema.get("pattern") + ": " + value);
    }
    if (schema.path("format").asText().equals("date-time")
        && !value.asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z")) {
      faults.add(path + ": not a time: " + value);
    }
  }

  private void checkObject(String path, JsonNode schema, JsonNode value) {
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    value.fieldNames().forEachRemaining(required::remove);
    schema.path("allOf").forEach(part -> checkRequired(part, value, required));
    required.forEach(name -> faults.add(path + "/" + name + ": required, but not there"));
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode described = property(schema, field.getKey());
      if (described.isMissingNode()) {
        faults.add(path + "/" + field.getKey() + ": not described");
      } else {
        check(path + "/" + field.getKey(), described, field.getValue());
      }
    }
  }

  private void checkRequired(JsonNode part, JsonNode value, Set<String> missing) {
    for (JsonNode name : resolved(part).path("required")) {
      if (!value.has(name.asText())) {
        missing.add(name.asText());
      }
    }
  }

  /** The schema of a field; missing when the field is not described. */
  private JsonNode property(JsonNode given, String name) {
    JsonNode schema = resolved(given);
    JsonNode own = schema.path("properties").path(name);
    for (int i = 0; own.isMissingNode() && i < schema.path("allOf").size(); i++) {
      own = property(schema.path("allOf").get(i), name);
    }
    if (!own.isMissingNode()) {
      return own;
    }
    JsonNode others = schema.path("additionalProperties");
    boolean isAnyObject = !schema.has("properties") && !schema.has("allOf");
    return others.asBoolean() || (others.isMissingNode() && isAnyObject) ? ANYTHING : others;
  }

  private JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }

  private static boolean isOfType(JsonNode type, JsonNode value) {
    if (type.isMissingNode()) {
      return true;
    }
    if (type.isArray()) {
      for (JsonNode choice : type) {
        if (isOfType(choice, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (type.asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      default -> throw new IllegalArgumentException("There is no type " + type);
    };
  }
}

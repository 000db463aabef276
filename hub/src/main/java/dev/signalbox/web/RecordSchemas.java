package dev.signalbox.web;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonAnyFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonBooleanFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatTypes;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonIntegerFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonNumberFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonValueFormat;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;
import java.util.Set;

/**
 * Writes the JSON schemas of the records that answers consist of. Jackson itself tells which
 * properties it writes and as what, so they cannot differ from the answers. Numbers and flags are
 * required; other properties are absent when there is nothing to say.
 */
final class RecordSchemas {
  private final ObjectNode schemas;

  /**
   * @param schemas gets one schema for each record, by the record's name
   */
  RecordSchemas(ObjectNode schemas) {
    this.schemas = schemas;
  }

  void add(Class<?> record) {
    try {
      Json.mapper().acceptJsonFormatVisitor(record, new Shape(Json.object()));
    } catch (JsonMappingException e) {
      throw new IllegalStateException("Cannot describe " + record, e);
    }
  }

  /** {@code Session.Attention} is {@code SessionAttention}. */
  private static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return (outer == null ? "" : outer.getSimpleName()) + type.getSimpleName();
  }

  /** Fills the schema of one value. */
  private final class Shape extends JsonFormatVisitorWrapper.Base {
    private final ObjectNode schema;

    Shape(ObjectNode schema) {
      this.schema = schema;
    }

    @Override
    public JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
      String name = name(type.getRawClass());
      schema.put("$ref", "#/components/schemas/" + name);
      boolean isKnown = schemas.has(name);
      ObjectNode target = isKnown ? Json.object() : schemas.putObject(name);
      return new Properties(target.put("type", "object"));
    }

    @Override
    public JsonArrayFormatVisitor expectArrayFormat(JavaType type) {
      schema.put("type", "array");
      return new Items(schema.putObject("items"));
    }

    @Override
    public JsonStringFormatVisitor expectStringFormat(JavaType type) {
      schema.put("type", "string");
      return new Words(schema);
    }

    @Override
    public JsonNumberFormatVisitor expectNumberFormat(JavaType type) {
      schema.put("type", "number");
      return new JsonNumberFormatVisitor.Base();
    }

    @Override
    public JsonIntegerFormatVisitor expectIntegerFormat(JavaType type) {
      schema.put("type", "integer");
      return new JsonIntegerFormatVisitor.Base();
    }

    @Override
    public JsonBooleanFormatVisitor expectBooleanFormat(JavaType type) {
      schema.put("type", "boolean");
      return new JsonBooleanFormatVisitor.Base();
    }

    /** Any JSON value. */
    @Override
    public JsonAnyFormatVisitor expectAnyFormat(JavaType type) {
      return new JsonAnyFormatVisitor.Base();
    }
  }

  private final class Properties extends JsonObjectFormatVisitor.Base {
    private final ObjectNode schema;

    Properties(ObjectNode schema) {
      this.schema = schema;
    }

    @Override
    public void property(BeanProperty property) throws JsonMappingException {
      optionalProperty(property);
    }

    @Override
    public void optionalProperty(BeanProperty property) throws JsonMappingException {
      JavaType type = property.getType();
      if (type.isPrimitive()) {
        ArrayNode required = schema.withArrayProperty("required");
        required.add(property.getName());
      }
      ObjectNode value = schema.withObjectProperty("properties").putObject(property.getName());
      Json.mapper()
          .getSerializerProviderInstance()
          .findPrimaryPropertySerializer(type, property)
          .acceptJsonFormatVisitor(new Shape(value), type);
    }
  }

  private final class Items extends JsonArrayFormatVisitor.Base {
    private final ObjectNode schema;

    Items(ObjectNode schema) {
      this.schema = schema;
    }

    @Override
    public void itemsFormat(JsonFormatVisitable handler, JavaType elementType)
        throws JsonMappingException {
      handler.acceptJsonFormatVisitor(new Shape(schema), elementType);
    }

    @Override
    public void itemsFormat(JsonFormatTypes format) {
      schema.put("type", format.value());
    }
  }

  private static final class Words extends JsonStringFormatVisitor.Base {
    private final ObjectNode schema;

    Words(ObjectNode schema) {
      this.schema = schema;
    }

    @Override
    public void enumTypes(Set<String> words) {
      words.forEach(schema.withArrayProperty("enum")::add);
    }

    @Override
    public void format(JsonValueFormat format) {
      schema.put("format", format.toString());
    }
  }
}

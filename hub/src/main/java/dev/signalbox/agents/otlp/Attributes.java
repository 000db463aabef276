package dev.signalbox.agents.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record's attributes, and behind them its program's. Agents send numbers and flags as such or as
 * strings; both read the same. The first of several names that has a value counts.
 */
record Attributes(ObjectNode own, ObjectNode resource) {
  private static final int NUMBER_CHARS_MAX = 40;

  @Nullable String text(String... names) {
    for (ObjectNode node : List.of(own, resource)) {
      String text = new Fields(node).firstText(names);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  @Nullable Long number(String... names) {
    var fields = new Fields(own);
    for (String name : names) {
      Long number = fields.number(name);
      if (number != null) {
        return number;
      }
    }
    return null;
  }

  /** Puts a number into a body, when there is one. */
  void copyNumber(String name, ObjectNode body, String field) {
    Long number = number(name);
    if (number != null) {
      body.put(field, number);
    }
  }

  /** A finite number, or null. */
  @Nullable Double decimal(String name) {
    String text = own.path(name).asText();
    try {
      double value = text.length() > NUMBER_CHARS_MAX ? Double.NaN : Double.parseDouble(text);
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Null when it is neither true nor false. */
  @Nullable Boolean flag(String name) {
    return switch (own.path(name).asText()) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }

  @Nullable JsonNode json(String name) {
    return new Fields(own).json(name);
  }
}

package dev.signalbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object from outside. Required fields are checked; an optional field of
 * another type than expected reads as absent, because it stays in the body and is shown (P7).
 */
public final class Fields {
  /** Longest name of a tool, a model or an agent in the state, in characters. */
  static final int NAME_CHARS_MAX = 200;

  /** Longest description, error or other text of a part of a session, in characters. */
  static final int BRIEF_CHARS_MAX = 2_000;

  private final ObjectNode node;
  private final String path;

  public Fields(ObjectNode node) {
    this(node, "");
  }

  /**
   * @param path where the object is within the whole, e.g. {@code steps[2].}
   */
  Fields(ObjectNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /** A non-blank string; throws when it is missing or something else, a number included. */
  public String required(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isTextual() || value.asText().isBlank()) {
      throw new InvalidEventException(
          path + name, "required", "Expected " + name + " as a non-empty string" + came(name));
    }
    return value.asText();
  }

  /** An integer from 0; throws when it is missing or something else. */
  public int requiredNumber(String name) {
    Long number = number(name);
    if (number == null || number < 0 || number > Integer.MAX_VALUE || isFraction(name)) {
      throw new InvalidEventException(
          path + name, "required", "Expected " + name + " as an integer from 0" + came(name));
    }
    return number.intValue();
  }

  /** The string, or a number or boolean as text; null when absent, empty or of another type. */
  public @Nullable String text(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isValueNode() || value.isNull()) {
      return null;
    }
    String text = value.asText();
    return text.isEmpty() ? null : text;
  }

  /** What something is called; cut to {@link #NAME_CHARS_MAX}. */
  @Nullable String name(String name) {
    return cut(name, NAME_CHARS_MAX);
  }

  /** A sentence or two; cut to {@link #BRIEF_CHARS_MAX}. */
  @Nullable String brief(String name) {
    return cut(name, BRIEF_CHARS_MAX);
  }

  /** Somebody's name for something; throws when it is longer than {@link Event#ID_CHARS_MAX}. */
  @Nullable String id(String name) {
    String id = text(name);
    if (id != null && id.length() > Event.ID_CHARS_MAX) {
      throw new InvalidEventException(
          path + name,
          "too-large",
          "Expected %s of at most %d characters, but got %d"
              .formatted(name, Event.ID_CHARS_MAX, id.length()));
    }
    return id;
  }

  /** An {@link #id} that must be there. */
  String requiredId(String name) {
    required(name);
    return Objects.requireNonNull(id(name));
  }

  /** The first of these names that has a text. */
  public @Nullable String firstText(String... names) {
    for (String name : names) {
      String text = text(name);
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  /** An integer; decimal strings count, as OpenTelemetry sends them; null otherwise. */
  public @Nullable Long number(String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      return null;
    }
    if (value.isNumber()) {
      double number = value.asDouble();
      return Math.abs(number) < 1e15 ? value.longValue() : null;
    }
    if (value.isTextual() && value.asText().matches("-?[0-9]{1,15}")) {
      return Long.parseLong(value.asText());
    }
    return null;
  }

  /** A finite decimal number, or null. */
  public @Nullable Double decimal(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isNumber() || !Double.isFinite(value.asDouble())) {
      return null;
    }
    return value.asDouble();
  }

  public @Nullable Boolean flag(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isBoolean()) {
      return null;
    }
    return value.asBoolean();
  }

  /** Any JSON value but null. */
  public @Nullable JsonNode json(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /** Any JSON value but null; a large one is cut to an {@link Excerpt}. */
  @Nullable JsonNode excerpt(String name) {
    JsonNode value = json(name);
    return value == null ? null : Excerpt.of(value);
  }

  public @Nullable ObjectNode object(String name) {
    return node.get(name) instanceof ObjectNode value ? value : null;
  }

  /** The strings of an array; empty when there is none; null when the field is absent. */
  public @Nullable List<String> texts(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isArray()) {
      return null;
    }
    var texts = new ArrayList<String>();
    value.forEach(item -> {
      if (item.isTextual()) {
        texts.add(item.asText());
      }
    });
    return List.copyOf(texts);
  }

  /** The integers of an array; empty when absent. */
  public List<Integer> numbers(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isArray()) {
      return List.of();
    }
    var numbers = new ArrayList<Integer>();
    value.forEach(item -> {
      if (item.canConvertToInt() && item.isIntegralNumber()) {
        numbers.add(item.intValue());
      }
    });
    return List.copyOf(numbers);
  }

  /** The objects of an array; empty when absent. */
  public List<ObjectNode> objects(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isArray()) {
      return List.of();
    }
    var objects = new ArrayList<ObjectNode>();
    value.forEach(item -> {
      if (item instanceof ObjectNode object) {
        objects.add(object);
      }
    });
    return objects;
  }

  /** A time: RFC 3339 with any offset, or integer epoch milliseconds; throws on anything else. */
  public @Nullable Instant time(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    try {
      if (value.isIntegralNumber() && value.canConvertToLong()) {
        return inRange(Instant.ofEpochMilli(value.longValue()));
      }
      if (value.isTextual()) {
        return inRange(OffsetDateTime.parse(value.asText()).toInstant());
      }
    } catch (DateTimeException | ArithmeticException ignored) {
      // Reported below, together with every other kind of value.
    }
    throw new InvalidEventException(
        path + name, "invalid", "Expected " + name + " as an RFC 3339 time" + came(name));
  }

  private @Nullable String cut(String name, int charsMax) {
    String text = text(name);
    return text == null ? null : Texts.cut(text, charsMax);
  }

  private boolean isFraction(String name) {
    JsonNode value = node.get(name);
    return value.isFloatingPointNumber() && value.asDouble() != Math.rint(value.asDouble());
  }

  private String came(String name) {
    return ", but got " + Texts.came(node.path(name));
  }

  /** Four-digit years only, so that times sort as text. */
  private static Instant inRange(Instant time) {
    if (time.isBefore(Instant.parse("0001-01-01T00:00:00Z"))
        || time.isAfter(Instant.parse("9999-12-31T00:00:00Z"))) {
      throw new DateTimeException("year out of range");
    }
    return time;
  }
}

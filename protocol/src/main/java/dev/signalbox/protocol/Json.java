package dev.signalbox.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonValueFormat;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The one JSON configuration: absent values are left out, times are RFC 3339 UTC with milliseconds,
 * unknown fields are ignored, nesting from outside is at most {@value #DEPTH_MAX} deep. Thread
 * safe.
 */
public final class Json {
  /** Deeper documents are refused; agents' payloads stay below 20. */
  public static final int DEPTH_MAX = 200;

  /** The hub's own documents put what came from outside a few levels deeper. */
  private static final int ENVELOPE_DEPTH_MAX = 16;

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final JsonMapper MAPPER = build(DEPTH_MAX + ENVELOPE_DEPTH_MAX);
  private static final JsonMapper OUTSIDE = build(DEPTH_MAX);

  private Json() {}

  /** The mapper, for trees and records of this package. Never reconfigure it. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A value of this package as UTF-8 JSON. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Could not write " + value.getClass() + " as JSON", e);
    }
  }

  /** A value of this package as JSON text. */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Could not write " + value.getClass() + " as JSON", e);
    }
  }

  /** Reads what the hub itself wrote; a failure means a damaged store. */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Could not read " + type.getSimpleName(), e);
    }
  }

  /**
   * Reads one JSON document from outside.
   *
   * @throws JsonProcessingException when it is none, or nested too deep; its location is within the
   *     bytes
   */
  public static JsonNode tree(byte[] json) throws JsonProcessingException {
    try {
      return OUTSIDE.readTree(json);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      // Bytes that look like UTF-16 or UTF-32 but are not: no fault of any device.
      throw new JsonParseException(null, "Expected UTF-8", e);
    }
  }

  /** Reads an object that the hub itself wrote, such as a stored event or a message. */
  public static ObjectNode own(byte[] json) {
    try {
      return (ObjectNode) MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the hub's own JSON", e);
    }
  }

  /** RFC 3339 in UTC with exactly three fraction digits. */
  public static String time(Instant instant) {
    return MILLIS.format(instant);
  }

  private static JsonMapper build(int depthMax) {
    var times = new SimpleModule("times");
    times.addSerializer(Instant.class, new InstantWriter());
    times.addDeserializer(Instant.class, new InstantReader());
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(depthMax).build())
            .build();
    return JsonMapper.builder(factory)
        .addModule(times)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  private static final class InstantWriter extends StdSerializer<Instant> {
    @Serial private static final long serialVersionUID = 1;

    InstantWriter() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      generator.writeString(time(value));
    }

    @Override
    public void acceptJsonFormatVisitor(JsonFormatVisitorWrapper visitor, JavaType type)
        throws JsonMappingException {
      visitStringFormat(visitor, type, JsonValueFormat.DATE_TIME);
    }
  }

  private static final class InstantReader extends StdDeserializer<Instant> {
    @Serial private static final long serialVersionUID = 1;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return Instant.parse(parser.getText());
    }
  }
}

package dev.signalbox.agents.settings;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.signalbox.agents.settings.JsonText.Dialect;
import dev.signalbox.agents.settings.Part.Items;
import dev.signalbox.agents.settings.Part.Member;
import dev.signalbox.agents.settings.Part.Plain;
import dev.signalbox.agents.settings.Part.Struct;
import dev.signalbox.agents.settings.Part.Text;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;

/** Finds the parts of a JSON text. */
final class PartReader {
  private static final JsonReadFeature COMMENTS = JsonReadFeature.ALLOW_JAVA_COMMENTS;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final JsonParser parser;

  private PartReader(JsonParser parser) {
    this.parser = parser;
  }

  /** What a text says, without where. */
  static JsonNode tree(String text, Dialect dialect) throws JsonProcessingException {
    ObjectReader reader = Json.mapper().reader();
    return (dialect == Dialect.COMMENTED ? reader.with(COMMENTS) : reader).readTree(text);
  }

  static Part read(String text, Dialect dialect) throws JsonProcessingException {
    // Some editors of Windows begin a file so. A space keeps all places the same.
    boolean isMarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    String json = isMarked ? " " + text.substring(1) : text;
    try (JsonParser parser = Json.mapper().getFactory().createParser(json)) {
      parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      parser.configure(COMMENTS.mappedFeature(), dialect == Dialect.COMMENTED);
      return new PartReader(parser).document();
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Part document() throws IOException {
    Part root = value(next());
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "Expected nothing after the document");
    }
    return root;
  }

  private Part value(JsonToken token) throws IOException {
    int start = start();
    return switch (token) {
      case START_OBJECT -> struct(start);
      case START_ARRAY -> items(start);
      case VALUE_STRING -> {
        String text = parser.getText();
        yield new Text(start, end(), text);
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> {
        int length = parser.getTextLength();
        yield new Plain(start, start + length);
      }
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new JsonParseException(parser, "Expected a value");
    };
  }

  private Struct struct(int start) throws IOException {
    var members = new ArrayList<Member>();
    while (next() == JsonToken.FIELD_NAME) {
      int memberStart = start();
      String name = parser.currentName();
      members.add(new Member(memberStart, name, value(next())));
    }
    return new Struct(start, end(), members);
  }

  private Items items(int start) throws IOException {
    var items = new ArrayList<Part>();
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      items.add(value(token));
    }
    return new Items(start, end(), items);
  }

  private JsonToken next() throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new JsonParseException(parser, "Expected more");
    }
    return token;
  }

  private int start() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private int end() {
    return (int) parser.currentLocation().getCharOffset();
  }
}

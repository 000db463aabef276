package dev.signalbox.agents.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.agents.settings.Part.Struct;
import dev.signalbox.protocol.Json;
import java.util.List;

/**
 * A JSON document as somebody wrote it. An edit changes what it names, in the document's own style
 * (indentation, line ends, all on one line), and leaves every other character as it is. Immutable.
 */
public final class JsonText {
  private final String text;
  private final Struct root;
  private final Layout layout;

  private JsonText(String text, Struct root, Layout layout) {
    this.text = text;
    this.root = root;
    this.layout = layout;
  }

  /**
   * Reads a document whose root is an object.
   *
   * @throws SettingsException with line and column when it is something else, has comments, or
   *     names a field twice
   */
  public static JsonText parse(String text) {
    Struct root = read(text);
    return new JsonText(text, root, Layout.of(text, root));
  }

  public String text() {
    return text;
  }

  public Struct root() {
    return root;
  }

  /** The part as it is written. */
  public String text(Part part) {
    return text.substring(part.start(), part.end());
  }

  /** With one more field, after the others; its value is JSON on one line. */
  public JsonText with(Struct struct, String name, String value) {
    String field = Json.text(TextNode.valueOf(name)) + (layout.isDense() ? ":" : ": ");
    return insert(struct, struct.members(), field + styled(value));
  }

  /** With one more item, after the others; it is JSON on one line. */
  public JsonText with(Part.Items list, String item) {
    return insert(list, list.items(), styled(item));
  }

  public JsonText replace(Part part, String value) {
    return replace(part.start(), part.end(), styled(value));
  }

  private String styled(String json) {
    return layout.isDense() ? Json.text(Json.read(json, JsonNode.class)) : json;
  }

  public JsonText without(Struct struct, Part.Member member) {
    return remove(struct, struct.members(), member);
  }

  public JsonText without(Part.Items list, Part item) {
    return remove(list, list.items(), item);
  }

  private JsonText insert(Part within, List<? extends Part> parts, String piece) {
    if (parts.isEmpty()) {
      String inner = layout.around(text, within.start(), piece);
      return replace(within.start() + 1, within.end() - 1, inner);
    }
    String gap = layout.between(text, within.start(), parts.getFirst().start());
    int end = parts.getLast().end();
    return replace(end, end, gap + piece);
  }

  private JsonText remove(Part within, List<? extends Part> parts, Part part) {
    int place = parts.indexOf(part);
    if (place < 0) {
      throw new IllegalArgumentException("There is no such part here");
    }
    if (parts.size() == 1) {
      return replace(within.start() + 1, within.end() - 1, "");
    }
    return place == 0
        ? replace(part.start(), parts.get(1).start(), "")
        : replace(parts.get(place - 1).end(), part.end(), "");
  }

  /** What is added is no part of the style, which the document had before. */
  private JsonText replace(int start, int end, String value) {
    String edited = text.substring(0, start) + value + text.substring(end);
    return new JsonText(edited, read(edited), layout);
  }

  private static Struct read(String text) {
    try {
      if (PartReader.read(text) instanceof Struct root) {
        return root;
      }
      throw new SettingsException("Expected a JSON object");
    } catch (JsonProcessingException e) {
      throw new SettingsException("Expected JSON without comments, but " + whatIsWrong(e), e);
    }
  }

  private static String whatIsWrong(JsonProcessingException fault) {
    var location = fault.getLocation();
    String where =
        location == null
            ? "it breaks"
            : "it breaks at line %d, column %d"
                .formatted(location.getLineNr(), location.getColumnNr());
    boolean isTwice = String.valueOf(fault.getOriginalMessage()).startsWith("Duplicate field");
    return isTwice ? where + ": a field has the name of another" : where;
  }
}

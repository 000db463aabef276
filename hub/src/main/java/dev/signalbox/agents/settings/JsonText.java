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
  private final Dialect dialect;
  private final Struct root;
  private final Layout layout;

  /** What counts as JSON. */
  enum Dialect {
    PLAIN,
    /** With comments as JavaScript has them; its readers in the field know no trailing commas. */
    COMMENTED
  }

  private JsonText(String text, Dialect dialect, Struct root, Layout layout) {
    this.text = text;
    this.dialect = dialect;
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
    return parse(text, Dialect.PLAIN);
  }

  /** The same for a program that reads its settings with comments. */
  public static JsonText parseWithComments(String text) {
    return parse(text, Dialect.COMMENTED);
  }

  private static JsonText parse(String text, Dialect dialect) {
    Struct root = read(text, dialect);
    return new JsonText(text, dialect, root, Layout.of(text, root));
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

  /** Whether a part says the same as other JSON does, in whatever layout. */
  public boolean isSame(Part part, String json) {
    JsonNode other = Json.read(json, JsonNode.class);
    try {
      return PartReader.tree(text(part), dialect).equals(other);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A part was read before, and is not JSON now", e);
    }
  }

  /** After the comment that stands behind the last part, if there is one. */
  private JsonText insert(Part within, List<? extends Part> parts, String piece) {
    if (parts.isEmpty()) {
      return insertFirst(within, piece);
    }
    int end = parts.getLast().end();
    int next = end + Gap.commentOfLine(text.substring(end, within.end() - 1));
    String comments = text.substring(end, next);
    String gap =
        new Gap(comments).endsWithLineComment()
            ? layout.newLine(text, within.start(), parts.getFirst().start())
            : layout.between(text, within.start(), parts.getFirst().start());
    return replace(end, next, "," + comments + gap + piece);
  }

  private JsonText insertFirst(Part within, String piece) {
    String inner = text.substring(within.start() + 1, within.end() - 1);
    if (inner.isBlank()) {
      String around = layout.around(text, within.start(), piece);
      return replace(within.start() + 1, within.end() - 1, around);
    }
    int end = within.start() + 1 + inner.stripTrailing().length();
    return replace(end, end, layout.lineOf(text, within.start(), piece));
  }

  private JsonText remove(Part within, List<? extends Part> parts, Part part) {
    int place = parts.indexOf(part);
    if (place < 0) {
      throw new IllegalArgumentException("There is no such part here");
    }
    int start = place == 0 ? within.start() + 1 : parts.get(place - 1).end();
    boolean isLast = place == parts.size() - 1;
    int end = isLast ? within.end() - 1 : parts.get(place + 1).start();
    var before = new Gap(text.substring(start, part.start()));
    var after = new Gap(text.substring(part.end(), end));
    return replace(start, end, Gap.joined(before, after));
  }

  /** What is added is no part of the style, which the document had before. */
  private JsonText replace(int start, int end, String value) {
    String edited = text.substring(0, start) + value + text.substring(end);
    return new JsonText(edited, dialect, read(edited, dialect), layout);
  }

  private static Struct read(String text, Dialect dialect) {
    try {
      if (PartReader.read(text, dialect) instanceof Struct root) {
        return root;
      }
      throw new SettingsException("Expected a JSON object");
    } catch (JsonProcessingException e) {
      String expected = dialect == Dialect.PLAIN ? "JSON without comments" : "JSON";
      throw new SettingsException("Expected " + expected + ", but " + whatIsWrong(e), e);
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

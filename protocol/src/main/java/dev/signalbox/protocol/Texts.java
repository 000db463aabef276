package dev.signalbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;

/** Cuts text to a length without breaking a character in two, and shows what came. */
public final class Texts {
  private static final int CAME_CHARS_MAX = 60;

  private static final String ELLIPSIS = "…";

  private Texts() {}

  /** At most {@code charsMax} characters (at least 2); a cut text ends in an ellipsis. */
  public static String cut(String text, int charsMax) {
    if (text.length() <= charsMax) {
      return text;
    }
    int end = charsMax - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + ELLIPSIS;
  }

  /** The text on one line: every run of white space becomes one space; then {@link #cut}. */
  public static String line(String text, int charsMax) {
    // Only the head can survive the cut, so a megabyte of output is not normalised for one line.
    String head = cut(text, 8 * charsMax);
    return cut(head.strip().replaceAll("\\s+", " "), charsMax);
  }

  /** What a message says came from outside: a short value as JSON, of a large one its kind. */
  public static String came(JsonNode value) {
    return switch (value.getNodeType()) {
      case MISSING -> "nothing";
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case STRING ->
          value.asText().isBlank()
              ? "an empty string"
              : '"' + line(value.asText(), CAME_CHARS_MAX) + '"';
      case NULL, BOOLEAN, NUMBER, BINARY, POJO -> cut(value.asText(), CAME_CHARS_MAX);
    };
  }
}

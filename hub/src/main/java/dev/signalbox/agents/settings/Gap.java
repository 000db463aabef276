package dev.signalbox.agents.settings;

/** What stands between two parts of a JSON text: white space, comments, and at most one comma. */
record Gap(String text) {
  private static final int NONE = -1;

  /** The length of the comments on the same line as the part before; 0 when there are none. */
  static int commentOfLine(String rest) {
    int end = 0;
    for (int place = 0; place < rest.length(); place++) {
      if (rest.startsWith("//", place)) {
        return endOfLine(rest, place);
      }
      if (rest.startsWith("/*", place)) {
        end = endOfComment(rest, place);
        place = end - 1;
      } else if (rest.charAt(place) != ' ' && rest.charAt(place) != '\t') {
        return end;
      }
    }
    return end;
  }

  /** What stands there when the part between the two has gone. Comments stay. */
  static String joined(Gap before, Gap after) {
    if (after.hasComma()) {
      return before.text + after.withoutComma().stripLeading();
    }
    if (!before.hasComments()) {
      return before.hasComma() || after.hasComments() ? after.text : "";
    }
    // What follows on the line of such a comment would become part of it.
    boolean isOpen = before.endsWithLineComment() && !after.beginsWithLineEnd();
    String rest = before.withoutComma();
    return (isOpen ? rest : rest.stripTrailing()) + after.text;
  }

  private String withoutComma() {
    int comma = comma();
    return comma == NONE ? text : text.substring(0, comma) + text.substring(comma + 1);
  }

  private boolean hasComma() {
    return comma() != NONE;
  }

  private boolean hasComments() {
    return text.indexOf('/') != NONE;
  }

  private boolean beginsWithLineEnd() {
    return text.matches("(?s)[ \\t]*\\r?\\n.*");
  }

  /** Whether what follows on the same line would be part of it. */
  boolean endsWithLineComment() {
    int end = 0;
    for (int place = 0; place < text.length(); place++) {
      if (text.startsWith("//", place)) {
        end = endOfLine(text, place);
        place = end - 1;
      } else if (text.startsWith("/*", place)) {
        place = endOfComment(text, place) - 1;
      }
    }
    return end > 0 && text.substring(end).isBlank();
  }

  private int comma() {
    for (int place = 0; place < text.length(); place++) {
      if (text.startsWith("//", place)) {
        place = endOfLine(text, place) - 1;
      } else if (text.startsWith("/*", place)) {
        place = endOfComment(text, place) - 1;
      } else if (text.charAt(place) == ',') {
        return place;
      }
    }
    return NONE;
  }

  private static int endOfLine(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private static int endOfComment(String text, int start) {
    int end = text.indexOf("*/", start + 2);
    return end == NONE ? text.length() : end + 2;
  }
}

package dev.signalbox.agents.settings;

import dev.signalbox.agents.settings.Part.Struct;

/**
 * How a document is laid out.
 *
 * @param lineEnd between its lines
 * @param indent of one level
 * @param isOneLine whether everything is on one line
 * @param isDense whether it has no spaces either: {@code {"a":1}}
 */
record Layout(String lineEnd, String indent, boolean isOneLine, boolean isDense) {
  private static final String INDENT = "  ";

  static Layout of(String text, Struct root) {
    String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    if (root.members().isEmpty()) {
      return new Layout(lineEnd, INDENT, false, false);
    }
    int first = root.members().getFirst().start();
    boolean isOneLine = isSameLine(text, root.start(), root.end());
    boolean isDense = isOneLine && text.indexOf("\": ", root.start()) < 0;
    String indent = indentAt(text, first);
    boolean isIndented = !isSameLine(text, root.start(), first) && !indent.isEmpty();
    return new Layout(lineEnd, isIndented ? indent : INDENT, isOneLine, isDense);
  }

  /** What stands between the brackets that open at {@code start} when this is all they hold. */
  String around(String text, int start, String piece) {
    if (isOneLine) {
      return piece;
    }
    return lineOf(text, start, piece) + lineEnd + indentAt(text, start);
  }

  /** It on a line of its own, below what stands between the brackets already. */
  String lineOf(String text, int start, String piece) {
    return lineEnd + indentAt(text, start) + indent + piece;
  }

  /**
   * What stands between two parts, after the comma: each on a line of its own, as the first one is,
   * or not.
   */
  String between(String text, int start, int first) {
    if (isSameLine(text, start, first)) {
      return isDense ? "" : " ";
    }
    return newLine(text, start, first);
  }

  /** The beginning of a line of its own, in any case. */
  String newLine(String text, int start, int first) {
    return lineEnd
        + (isSameLine(text, start, first) ? indentAt(text, start) : indentAt(text, first));
  }

  private static boolean isSameLine(String text, int some, int other) {
    return text.substring(some, other).indexOf('\n') < 0;
  }

  /** The white space at the beginning of the line of this place. */
  private static String indentAt(String text, int place) {
    int start = text.lastIndexOf('\n', place - 1) + 1;
    int end = start;
    while (end < place && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(start, end);
  }
}

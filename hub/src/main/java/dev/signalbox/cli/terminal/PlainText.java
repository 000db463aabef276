package dev.signalbox.cli.terminal;

import dev.signalbox.protocol.Texts;
import java.util.regex.Pattern;

/**
 * Makes text from outside harmless: nothing in it moves the cursor, changes a colour, sets a title
 * or turns the direction of reading around. What a terminal would obey is removed, not shown.
 */
public final class PlainText {
  /** Colours and cursor movements (ECMA-48, 5.4); the introducer has a form in one character. */
  private static final Pattern CONTROL_SEQUENCE =
      Pattern.compile("(?:\u001b\\[|\u009b)[0-?]*[ -/]*[@-~]?");

  /**
   * Titles, links, clipboards and device strings (ECMA-48, 5.6): all up to the bell or the string
   * terminator; one that is never closed takes the rest of its line along.
   */
  private static final Pattern CONTROL_STRING =
      Pattern.compile(
          "(?:\u001b[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c\n]*"
              + "(?:\u0007|\u001b\\\\|\u009c)?");

  /** Everything else that an escape introduces. */
  private static final Pattern ESCAPE = Pattern.compile("\u001b[ -/]*[0-~]?");

  /** Control characters but line break and tab, and the marks that reverse text. */
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}&&[^\n\t]]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]");

  private static final Pattern UNESCAPED =
      Pattern.compile("[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]");

  private PlainText() {}

  /** One line of at most {@code charsMax} characters. */
  public static String line(String text, int charsMax) {
    // Escapes count before the cut; a text that is all escapes is not worth reading to its end.
    String head = text.length() > 16 * charsMax ? text.substring(0, 16 * charsMax) : text;
    return Texts.line(of(head), charsMax);
  }

  /**
   * JSON that may be shown: it means the same, but what a terminal could obey is written as an
   * escape. JSON itself escapes the characters below 32 only, and only within strings can others
   * be.
   */
  public static String json(String json) {
    return UNESCAPED
        .matcher(json)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }

  /** The text with its line breaks and tabs. */
  public static String of(String text) {
    String unified = text.replace("\r\n", "\n").replace('\r', '\n');
    String bare = CONTROL_STRING.matcher(unified).replaceAll("");
    bare = CONTROL_SEQUENCE.matcher(bare).replaceAll("");
    bare = ESCAPE.matcher(bare).replaceAll("");
    return CONTROL.matcher(bare).replaceAll("");
  }
}

package dev.signalbox.cli.terminal;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a command writes. Lines leave at once, so that another program may read along. Thread safe.
 */
public final class Terminal {
  /** A line says at least so much, and breaks on a screen that is too narrow even for that. */
  private static final int REST_MIN = 10;

  private final PrintWriter out;
  private final PrintWriter err;
  private final Kind kind;
  private final int width;

  /** What is at the other end. */
  public enum Kind {
    /** A file, a pipe, another program. */
    PLAIN,
    /** A person, but without colours. */
    SCREEN,
    /** A person. */
    COLOUR_SCREEN
  }

  /**
   * @param width columns of a line; {@link Integer#MAX_VALUE} for no limit
   */
  public Terminal(PrintWriter out, PrintWriter err, Kind kind, int width) {
    this.out = out;
    this.err = err;
    this.kind = kind;
    this.width = width;
  }

  /** The process's own output. */
  public static Terminal standard() {
    // There is none when input or output is something else than a terminal.
    boolean isScreen =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return new Terminal(
        writer(System.out),
        writer(System.err),
        isScreen ? screen() : Kind.PLAIN,
        isScreen ? ScreenWidth.columns() : Integer.MAX_VALUE);
  }

  public PrintWriter out() {
    return out;
  }

  public PrintWriter err() {
    return err;
  }

  /** Columns of a line. */
  public int width() {
    return width;
  }

  /** Whether a person looks at it: then it may be redrawn. */
  public boolean isScreen() {
    return kind != Kind.PLAIN;
  }

  public boolean hasColours() {
    return kind == Kind.COLOUR_SCREEN;
  }

  /** The line in the width of the screen; a cut one ends in an ellipsis. */
  public String fit(String line) {
    return DisplayWidth.cut(line, width);
  }

  /** What is left of the line after its head, cut the same way. */
  public String fit(String rest, String head) {
    return DisplayWidth.cut(rest, Math.max(REST_MIN, width - DisplayWidth.of(head)));
  }

  /** The text in exactly so many columns: cut, or with spaces after it. */
  public static String column(String text, int columns) {
    return DisplayWidth.pad(DisplayWidth.cut(text, columns), columns);
  }

  /** The text in a style, or as it is where there are no colours. */
  public String paint(Style style, String text) {
    return hasColours() && !text.isEmpty() ? style.around(text) : text;
  }

  /** No colours for those who asked for none (https://no-color.org), or have none. */
  private static Kind screen() {
    String refused = System.getenv("NO_COLOR");
    boolean isRefused = refused != null && !refused.isEmpty();
    return isRefused || "dumb".equals(System.getenv("TERM")) ? Kind.SCREEN : Kind.COLOUR_SCREEN;
  }

  /** A machine without a locale says ASCII, but its terminal is a modern one. */
  private static PrintWriter writer(PrintStream stream) {
    Charset said = stream.charset();
    Charset used = said.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : said;
    return new PrintWriter(stream, true, used);
  }
}

package dev.signalbox.cli.tail;

import dev.signalbox.cli.terminal.Figures;
import dev.signalbox.cli.terminal.PlainText;
import dev.signalbox.cli.terminal.Style;
import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.client.LiveEvent;
import dev.signalbox.protocol.Message;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Prints the tail for a person: {@code 14:03:09 Fix the rounding ✓ Bash · npm test · 8.4s}. */
public final class LinePrinter implements TailPrinter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private static final String NO_TIME = " ".repeat("HH:mm:ss".length());
  private static final int TITLE_COLUMNS = 28;
  private static final int OUTSIDE_CHARS_MAX = 200;

  private final Terminal terminal;
  private final SessionTitles titles;
  private final Scope scope;

  /** Whether lines say which session they are about. */
  public enum Scope {
    ONE_SESSION,
    MANY_SESSIONS
  }

  public LinePrinter(Terminal terminal, SessionTitles titles, Scope scope) {
    this.terminal = terminal;
    this.titles = titles;
    this.scope = scope;
  }

  /** Says on a screen that nothing is missing when nothing happens. */
  public void begin(URI hub) {
    if (terminal.isScreen()) {
      note(Style.DIM, "watching " + hub + "; Ctrl-C ends it");
    }
  }

  @Override
  public void event(LiveEvent event) {
    EventLine line = EventLine.of(event.type(), event.payload());
    print(event.timestamp(), titles.of(event.sessionId()), line);
  }

  public void print(@Nullable Instant at, String title, EventLine line) {
    String time = at == null ? NO_TIME : TIME.format(at);
    String about = scope == Scope.MANY_SESSIONS ? Terminal.column(title, TITLE_COLUMNS) + "  " : "";
    String body = terminal.fit(line.text(), time + "  " + about);
    terminal
        .out()
        .println(
            terminal.paint(Style.DIM, time)
                + "  "
                + about
                + (line.style() == null ? body : terminal.paint(line.style(), body)));
  }

  @Override
  public void session(Message.SessionChanged changed) {
    titles.note(changed.payload());
  }

  @Override
  public void gap(Message.Gap gap) {
    note(
        Style.AMBER,
        "gap: no events between "
            + PlainText.line(gap.from(), OUTSIDE_CHARS_MAX)
            + " and "
            + gap.to()
            + " ("
            + gap.reason().word()
            + ")");
  }

  @Override
  public void lost(String reason, Duration delay) {
    note(
        Style.AMBER,
        PlainText.line(reason, OUTSIDE_CHARS_MAX) + "; trying again in " + Figures.took(delay));
  }

  @Override
  public void found() {
    note(Style.GREEN, "connected again");
  }

  @Override
  public boolean isDeaf() {
    return terminal.out().checkError();
  }

  private void note(Style style, String text) {
    terminal.out().println(terminal.paint(style, terminal.fit("── " + text)));
  }
}

package dev.signalbox.cli.tail;

import dev.signalbox.cli.terminal.Figures;
import dev.signalbox.cli.terminal.PlainText;
import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.client.LiveEvent;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Message;
import java.time.Duration;

/**
 * Prints the tail for a program: {@code event} and {@code gap} messages as the hub sends them, one
 * a line. What concerns the connection goes to the error output.
 */
public final class JsonPrinter implements TailPrinter {
  private static final int REASON_CHARS_MAX = 200;

  private final Terminal terminal;

  public JsonPrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void event(LiveEvent event) {
    var message = Json.object().put("type", "event").put("sessionId", event.sessionId());
    message.put("position", event.position().toString()).set("payload", event.payload());
    terminal.out().println(PlainText.json(Json.text(message)));
  }

  @Override
  public void session(Message.SessionChanged changed) {}

  @Override
  public void gap(Message.Gap gap) {
    terminal.out().println(PlainText.json(Json.text(gap)));
  }

  @Override
  public void lost(String reason, Duration delay) {
    String said = PlainText.line(reason, REASON_CHARS_MAX);
    terminal.err().println("signalbox: " + said + "; trying again in " + Figures.took(delay));
  }

  @Override
  public void found() {
    terminal.err().println("signalbox: connected again");
  }

  @Override
  public boolean isDeaf() {
    return terminal.out().checkError();
  }
}

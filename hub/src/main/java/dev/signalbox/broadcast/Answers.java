package dev.signalbox.broadcast;

import dev.signalbox.protocol.Message;
import dev.signalbox.protocol.Position;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What the hub says to one client about the connection itself: answers to its messages, gaps. They
 * go before the next events. Used on the connection's event loop only.
 */
final class Answers {
  /** Answers that may wait for a client that asks but does not read. */
  private static final int WAITING_MAX = 100;

  private static final String GREETING =
      "Connected. A WebSocket is pinged every 25 s, and closed when silent for 60 s; a stream gets a"
          + " comment every 15 s.";

  private final String clientId;
  private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>();

  Answers(String clientId) {
    this.clientId = clientId;
  }

  void greet(Start start) {
    confirm(null, start.from(), start, GREETING);
  }

  /**
   * @param here everything of the session comes from here on; older events follow when asked for
   */
  void confirm(String sessionId, Position here, Start start) {
    String what = sessionId.equals(Filter.ALL) ? "all sessions" : "session " + sessionId;
    confirm(sessionId, here, start, "Subscribed to " + what);
  }

  /** All that there is has been sent. */
  void caughtUp(Position here) {
    waiting.add(Outgoing.of(new Message.CaughtUp(here), here));
  }

  void pong() {
    add(new Message.Pong(clientId));
  }

  void refuse(String code, String text, @Nullable String sessionId) {
    add(new Message.Failure(code, text, sessionId));
  }

  boolean isFull() {
    return waiting.size() > WAITING_MAX;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Everything that waits, oldest first; the caller owns it.
   *
   * @param cursor where the connection stands, with this or without
   */
  Chunk drain(Wire wire, long cursor) {
    var chunk = new Chunk.Builder(wire);
    while (!waiting.isEmpty()) {
      chunk.add(waiting.remove());
    }
    return chunk.upTo(cursor);
  }

  private void confirm(@Nullable String sessionId, Position here, Start start, String text) {
    var greeting = new Message.Greeting(clientId, text);
    add(new Message.Confirmed(clientId, sessionId, here, start.isRecovered(), greeting));
    if (start.gap() != null) {
      add(start.gap());
    }
  }

  private void add(Message message) {
    waiting.add(Outgoing.of(message, null));
  }
}

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
      "Connected. The hub pings every 25 s and closes a connection that is silent for 60 s.";

  private final String clientId;
  private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>();

  Answers(String clientId) {
    this.clientId = clientId;
  }

  void greet(Position position, boolean recovered) {
    confirm(null, position, recovered, GREETING);
  }

  void confirm(String sessionId, Position position, boolean recovered) {
    String what = sessionId.equals(Coverage.ALL) ? "all sessions" : "session " + sessionId;
    confirm(sessionId, position, recovered, "Subscribed to " + what);
  }

  void gap(Position from, Position to, Message.Gap.Reason reason) {
    add(new Message.Gap(from.toString(), to, reason));
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

  void drainTo(Chunk chunk) {
    while (!waiting.isEmpty()) {
      chunk.add(waiting.remove());
    }
  }

  private void confirm(
      @Nullable String sessionId, Position position, boolean recovered, String text) {
    var greeting = new Message.Greeting(clientId, text);
    add(new Message.Confirmed(clientId, sessionId, position, recovered, greeting));
  }

  private void add(Message message) {
    waiting.add(Outgoing.of(message, null));
  }
}

package dev.signalbox.broadcast;

import io.vertx.core.Future;
import java.util.List;

/** Where a subscriber's messages go: one connection. Used on the connection's event loop only. */
public interface Sink {
  /**
   * Sends the messages in order. The future ends when the bytes have left for the network, which is
   * how a slow connection slows only itself; it fails when the connection is gone.
   */
  Future<Void> send(List<Outgoing> messages);

  /** Ends the connection with a WebSocket close code; without one where there is none. */
  void close(int code, String reason);
}

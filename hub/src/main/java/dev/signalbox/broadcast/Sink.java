package dev.signalbox.broadcast;

import io.netty.buffer.ByteBuf;

/** Where a subscriber's bytes go: one connection. Used on the connection's event loop only. */
public interface Sink {
  /** What the connection speaks. */
  Wire wire();

  /** Sends whole messages at once, after what was sent before. The buffer is the sink's now. */
  void send(ByteBuf messages);

  /** Whether the network keeps up: what was sent and has not left yet is below a mark. */
  boolean isWritable();

  /**
   * Runs the task when all that was sent until now has left for the network, which is how a slow
   * connection slows only itself. Never runs it when the connection breaks before.
   */
  void whenDrained(Runnable task);

  /** Ends the connection with a WebSocket close code; without one where there is none. */
  void close(int code, String reason);
}

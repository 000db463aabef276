package dev.signalbox.broadcast;

import io.netty.buffer.ByteBuf;

/**
 * How messages become bytes on one kind of connection, the same for all connections of that kind.
 * Stateless; compared by identity.
 */
public interface Wire {
  /** Appends the message as it goes over the network. */
  void write(Outgoing message, ByteBuf bytes);
}

package dev.signalbox.broadcast;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Whole messages as they go over the network, about {@value #BYTES_MAX} bytes: what one write to
 * one connection carries, or to each connection of a cohort.
 *
 * @param bytes direct and unpooled
 * @param messages how many there are in it
 * @param upTo the sequence at which a connection stands that has this
 */
record Chunk(ByteBuf bytes, int messages, long upTo) {
  /** Beyond this, no further message is added. */
  static final int BYTES_MAX = 64 * 1024;

  private static final int BYTES_FIRST = 1024;

  /** Collects messages for one chunk. */
  static final class Builder {
    private final Wire wire;
    private final ByteBuf bytes = Unpooled.directBuffer(BYTES_FIRST);
    private int messages;

    Builder(Wire wire) {
      this.wire = wire;
    }

    void add(Outgoing message) {
      wire.write(message, bytes);
      messages++;
    }

    boolean isFull() {
      return bytes.readableBytes() >= BYTES_MAX;
    }

    Chunk upTo(long sequence) {
      // It has grown by doubling, and may be kept for a while.
      bytes.capacity(bytes.readableBytes());
      return new Chunk(bytes, messages, sequence);
    }
  }

  /** The same bytes for one more connection, which releases them for itself. */
  Chunk shared() {
    return new Chunk(bytes.retainedDuplicate(), messages, upTo);
  }

  /** What it takes, in bytes. */
  int memory() {
    return bytes.capacity();
  }

  /** A filter may have let nothing through. */
  boolean isEmpty() {
    return messages == 0;
  }

  void release() {
    bytes.release();
  }
}

package dev.signalbox.broadcast;

import java.util.concurrent.atomic.LongAdder;

/** Counts what has left, on all connections together. Thread safe. */
final class Traffic {
  private final LongAdder messages = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder writes = new LongAdder();

  /** One write to one connection. */
  void sent(Chunk chunk) {
    messages.add(chunk.messages());
    bytes.add(chunk.bytes().readableBytes());
    writes.increment();
  }

  long messages() {
    return messages.sum();
  }

  /** As handed to the network, before it adds its own headers. */
  long bytes() {
    return bytes.sum();
  }

  /** Each of them one flush, and about one system call. */
  long writes() {
    return writes.sum();
  }
}

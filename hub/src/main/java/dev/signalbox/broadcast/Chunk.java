package dev.signalbox.broadcast;

import java.util.ArrayList;
import java.util.List;

/** What one write to one connection carries: whole messages, about {@value #BYTES_MAX} bytes. */
final class Chunk {
  /** Unsent bytes that one connection may hold; a stalled one costs no more (P5). */
  static final int BYTES_MAX = 64 * 1024;

  private final List<Outgoing> messages = new ArrayList<>();
  private int bytes;

  void add(Outgoing message) {
    messages.add(message);
    bytes += message.bytes();
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  boolean isFull() {
    return bytes >= BYTES_MAX;
  }

  List<Outgoing> messages() {
    return messages;
  }
}

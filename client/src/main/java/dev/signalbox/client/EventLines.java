package dev.signalbox.client;

import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Events as NDJSON, in pieces that are worth a write; events are taken as they are needed. */
final class EventLines implements Iterator<byte[]> {
  /** A piece ends with the event that reaches this size, in bytes. */
  private static final int PIECE_BYTES = 16 * 1024;

  private final Iterator<Event> events;

  EventLines(Iterator<Event> events) {
    this.events = events;
  }

  @Override
  public boolean hasNext() {
    return events.hasNext();
  }

  @Override
  public byte[] next() {
    if (!events.hasNext()) {
      throw new NoSuchElementException("No more events");
    }
    var piece = new ByteArrayOutputStream(PIECE_BYTES);
    while (events.hasNext() && piece.size() < PIECE_BYTES) {
      piece.writeBytes(Json.bytes(events.next().body()));
      piece.write('\n');
    }
    return piece.toByteArray();
  }
}

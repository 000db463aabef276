package dev.signalbox.broadcast;

import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Message;
import dev.signalbox.protocol.Position;
import org.jspecify.annotations.Nullable;

/**
 * One message as it leaves, encoded once for all clients.
 *
 * @param type the message's type, which SSE sends as the event name
 * @param position where the client stands when it has this message; absent for answers
 * @param json UTF-8 without line breaks; never changed
 */
public record Outgoing(String type, @Nullable Position position, byte[] json) {

  static Outgoing of(Message message, @Nullable Position position) {
    return new Outgoing(message.type(), position, Json.bytes(message));
  }

  int bytes() {
    return json.length;
  }
}

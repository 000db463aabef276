package dev.signalbox.web;

import dev.signalbox.broadcast.Outgoing;
import dev.signalbox.broadcast.Wire;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Messages as server-sent events; the position is the event's id, so a browser resumes by itself:
 *
 * <pre>event: event
 * id: k3f9:17
 * data: {"type":"event",…}
 * </pre>
 */
final class EventStreamWire implements Wire {
  static final EventStreamWire INSTANCE = new EventStreamWire();

  private EventStreamWire() {}

  @Override
  public void write(Outgoing message, ByteBuf bytes) {
    field("event: ", message.type(), bytes);
    if (message.position() != null) {
      field("id: ", message.position().toString(), bytes);
    }
    bytes.writeCharSequence("data: ", StandardCharsets.US_ASCII);
    bytes.writeBytes(message.json());
    bytes.writeCharSequence("\n\n", StandardCharsets.US_ASCII);
  }

  private static void field(String name, String value, ByteBuf bytes) {
    bytes.writeCharSequence(name, StandardCharsets.US_ASCII);
    bytes.writeCharSequence(value, StandardCharsets.UTF_8);
    bytes.writeByte('\n');
  }
}

package dev.signalbox.web;

import dev.signalbox.broadcast.Outgoing;
import dev.signalbox.broadcast.Wire;
import io.netty.buffer.ByteBuf;

/**
 * Messages as WebSocket text frames (RFC 6455, section 5.2). Server frames are unmasked, so the
 * JSON is copied as it is, and the same bytes serve every client.
 */
final class WebSocketWire implements Wire {
  static final WebSocketWire INSTANCE = new WebSocketWire();

  private static final int FINAL_TEXT_FRAME = 0x81;
  private static final int LENGTH_IN_16_BITS = 126;
  private static final int LENGTH_IN_64_BITS = 127;

  private WebSocketWire() {}

  @Override
  public void write(Outgoing message, ByteBuf bytes) {
    byte[] json = message.json();
    bytes.writeByte(FINAL_TEXT_FRAME);
    if (json.length < LENGTH_IN_16_BITS) {
      bytes.writeByte(json.length);
    } else if (json.length <= 0xffff) {
      bytes.writeByte(LENGTH_IN_16_BITS).writeShort(json.length);
    } else {
      bytes.writeByte(LENGTH_IN_64_BITS).writeLong(json.length);
    }
    bytes.writeBytes(json);
  }
}

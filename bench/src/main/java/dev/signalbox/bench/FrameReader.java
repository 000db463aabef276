package dev.signalbox.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/**
 * Reads the WebSocket frames of one connection as cheaply as can be: most clients only count them,
 * so that what is measured is the server. Answers pings. Runs on the connection's event loop.
 */
final class FrameReader extends ChannelInboundHandlerAdapter {
  private static final int TEXT = 1;
  private static final int PING = 9;
  private static final int LENGTH_IN_16_BITS = 126;
  private static final int LENGTH_IN_64_BITS = 127;

  /** A final, masked, empty pong with the mask 0. */
  private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

  private static final byte[] END_OF_HEADERS = {'\r', '\n', '\r', '\n'};

  private final Listener listener;
  private final byte[] hello;
  private final byte[] header = new byte[10];
  private final byte[] head;
  private int headersMatched;
  private int headerBytes;
  private int opcode;
  private int headBytes;
  private long rest;

  /** Hears of frames. */
  interface Listener {
    /** The handshake is over. */
    void opened();

    /**
     * A text frame has arrived whole.
     *
     * @param head its first bytes, as many as were asked for; reused for the next frame
     * @param headBytes how many of them are this frame's
     */
    void message(byte[] head, int headBytes);

    void closed();
  }

  /**
   * @param headBytesMax how much of each message the listener wants to see
   * @param hello a short ASCII text to send first; empty for nothing
   */
  FrameReader(int headBytesMax, String hello, Listener listener) {
    this.head = new byte[headBytesMax];
    this.hello = hello.getBytes(StandardCharsets.US_ASCII);
    this.listener = listener;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var bytes = (ByteBuf) message;
    try {
      while (bytes.isReadable()) {
        if (headersMatched < END_OF_HEADERS.length) {
          skipHeaders(bytes, context);
        } else if (rest > 0) {
          readPayload(bytes, context);
        } else {
          readHeader(bytes, context);
        }
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    listener.closed();
  }

  private void skipHeaders(ByteBuf bytes, ChannelHandlerContext context) {
    byte next = bytes.readByte();
    headersMatched =
        next == END_OF_HEADERS[headersMatched] ? headersMatched + 1 : next == '\r' ? 1 : 0;
    if (headersMatched == END_OF_HEADERS.length) {
      sayHello(context);
      listener.opened();
    }
  }

  /** A text frame with the mask 0. */
  private void sayHello(ChannelHandlerContext context) {
    if (hello.length > 0) {
      byte[] header = {(byte) 0x81, (byte) (0x80 | hello.length), 0, 0, 0, 0};
      var _ = context.writeAndFlush(Unpooled.wrappedBuffer(header, hello), context.voidPromise());
    }
  }

  private void readHeader(ByteBuf bytes, ChannelHandlerContext context) {
    header[headerBytes++] = bytes.readByte();
    if (headerBytes < 2 || headerBytes < headerLength()) {
      return;
    }
    opcode = header[0] & 0x0f;
    rest = payloadLength();
    headerBytes = 0;
    headBytes = 0;
    if (rest == 0) {
      finish(context);
    }
  }

  private int headerLength() {
    return switch (header[1] & 0x7f) {
      case LENGTH_IN_16_BITS -> 4;
      case LENGTH_IN_64_BITS -> 10;
      default -> 2;
    };
  }

  private long payloadLength() {
    int length = header[1] & 0x7f;
    if (length < LENGTH_IN_16_BITS) {
      return length;
    }
    long value = 0;
    for (int i = 2; i < headerLength(); i++) {
      value = value << 8 | (header[i] & 0xff);
    }
    return value;
  }

  private void readPayload(ByteBuf bytes, ChannelHandlerContext context) {
    int available = (int) Math.min(rest, bytes.readableBytes());
    int wanted = Math.min(available, head.length - headBytes);
    bytes.readBytes(head, headBytes, wanted).skipBytes(available - wanted);
    headBytes += wanted;
    rest -= available;
    if (rest == 0) {
      finish(context);
    }
  }

  private void finish(ChannelHandlerContext context) {
    if (opcode == TEXT) {
      listener.message(head, headBytes);
    } else if (opcode == PING) {
      var _ = context.writeAndFlush(Unpooled.wrappedBuffer(PONG), context.voidPromise());
    }
  }
}

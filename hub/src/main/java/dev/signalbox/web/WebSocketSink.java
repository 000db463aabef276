package dev.signalbox.web;

import dev.signalbox.broadcast.Outgoing;
import dev.signalbox.broadcast.Sink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes WebSocket text frames (RFC 6455, section 5.2) straight to the Netty channel: one buffer
 * and one flush for a whole chunk. Server frames are unmasked, so the JSON is copied as it is; the
 * channel's frame encoder passes a plain buffer through untouched. This is the one class that knows
 * {@code io.vertx.core.internal}; {@code WebSocketSinkIT} covers it.
 */
final class WebSocketSink implements Sink {
  private static final int FINAL_TEXT_FRAME = 0x81;
  private static final int LENGTH_IN_16_BITS = 126;
  private static final int LENGTH_IN_64_BITS = 127;
  private static final int HEADER_BYTES_MAX = 10;

  private final ServerWebSocket socket;
  private final ChannelHandlerContext channel;
  private final Duration closing;

  /**
   * @param closing how long the client may take to answer a close frame
   */
  WebSocketSink(ServerWebSocket socket, Duration closing) {
    this.socket = socket;
    this.closing = closing;
    this.channel = ((WebSocketInternal) socket).channelHandlerContext();
  }

  @Override
  public Future<Void> send(List<Outgoing> messages) {
    int size = messages.stream().mapToInt(m -> m.json().length + HEADER_BYTES_MAX).sum();
    ByteBuf frames = Unpooled.directBuffer(size);
    for (Outgoing message : messages) {
      writeFrame(frames, message.json());
    }
    Promise<Void> promise = Promise.promise();
    channel
        .writeAndFlush(frames)
        .addListener(written -> {
          if (written.isSuccess()) {
            promise.complete();
          } else {
            promise.fail(written.cause());
          }
        });
    return promise.future();
  }

  // Closing what is closed already changes nothing.
  @SuppressWarnings("FutureReturnValueIgnored")
  @Override
  public void close(int code, String reason) {
    socket.close((short) code, reason);
    // A peer that does not read never gets the close frame, and Vert.x would wait for it.
    channel.executor().schedule(() -> channel.close(), closing.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void writeFrame(ByteBuf frames, byte[] json) {
    frames.writeByte(FINAL_TEXT_FRAME);
    if (json.length < LENGTH_IN_16_BITS) {
      frames.writeByte(json.length);
    } else if (json.length <= 0xffff) {
      frames.writeByte(LENGTH_IN_16_BITS).writeShort(json.length);
    } else {
      frames.writeByte(LENGTH_IN_64_BITS).writeLong(json.length);
    }
    frames.writeBytes(json);
  }
}

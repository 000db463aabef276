package dev.signalbox.web;

import dev.signalbox.broadcast.Sink;
import dev.signalbox.broadcast.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Hands ready WebSocket frames straight to the Netty channel: a buffer that a whole cohort shares
 * and one flush. The channel's frame encoder passes a plain buffer through untouched. This is the
 * one class that knows {@code io.vertx.core.internal}; {@code WebSocketSinkIT} covers it.
 */
final class WebSocketSink implements Sink {
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
  public Wire wire() {
    return WebSocketWire.INSTANCE;
  }

  @Override
  public void send(ByteBuf messages) {
    // A failure closes the channel, and that is heard of.
    var _ = channel.writeAndFlush(messages, channel.voidPromise());
  }

  @Override
  public boolean isWritable() {
    return channel.channel().isWritable();
  }

  @Override
  public void whenDrained(Runnable task) {
    // What is written leaves in order: when nothing has left, everything before it has.
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(written -> {
          if (written.isSuccess()) {
            task.run();
          }
        });
  }

  // Closing what is closed already changes nothing.
  @SuppressWarnings("FutureReturnValueIgnored")
  @Override
  public void close(int code, String reason) {
    socket.close((short) code, reason);
    // A peer that does not read never gets the close frame, and Vert.x would wait for it.
    channel.executor().schedule(() -> channel.close(), closing.toMillis(), TimeUnit.MILLISECONDS);
  }
}

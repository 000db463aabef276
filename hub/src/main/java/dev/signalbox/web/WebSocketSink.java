package dev.signalbox.web;

import dev.signalbox.broadcast.Sink;
import dev.signalbox.broadcast.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Hands ready WebSocket frames straight to the network: a buffer that a whole cohort shares and one
 * flush. They enter the pipeline behind the encoder of frames, which has nothing to do for them.
 */
final class WebSocketSink implements Sink {
  private final Channel channel;
  private final ChannelHandlerContext encoder;
  private final Duration closing;
  private boolean isClosing;

  /**
   * @param channel with a codec for frames in its pipeline
   * @param closing how long the client may take to answer a close frame
   */
  WebSocketSink(Channel channel, Duration closing) {
    this.channel = channel;
    this.encoder = channel.pipeline().context(WebSocketFrameEncoder.class);
    this.closing = closing;
  }

  @Override
  public Wire wire() {
    return WebSocketWire.INSTANCE;
  }

  @Override
  public void send(ByteBuf messages) {
    // A failure closes the channel, and that is heard of.
    var _ = encoder.writeAndFlush(messages, channel.voidPromise());
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  @Override
  public void whenDrained(Runnable task) {
    // What is written leaves in order: when nothing has left, everything before it has.
    encoder
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(written -> {
          if (written.isSuccess()) {
            task.run();
          }
        });
  }

  @Override
  public void close(int code, String reason) {
    if (!isClosing) {
      isClosing = true;
      var _ = channel.writeAndFlush(new CloseWebSocketFrame(code, reason), channel.voidPromise());
      // A peer that does not read never gets the frame, and one that is gone never answers it.
      var _ = channel.eventLoop().schedule(this::cutOff, closing.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void cutOff() {
    var _ = channel.close();
  }
}

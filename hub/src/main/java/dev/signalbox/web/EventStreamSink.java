package dev.signalbox.web;

import dev.signalbox.broadcast.Sink;
import dev.signalbox.broadcast.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.vertx.core.http.HttpServerResponse;

/**
 * Writes to one SSE connection, in chunks of HTTP/1.1. What a whole cohort shares goes straight to
 * the encoder, which puts a length before it and copies nothing; Vert.x has begun the response and
 * ends it. What Vert.x writes waits in a queue of its own while the network does not keep up, and
 * only then: as long as {@link #isWritable} holds, nothing is overtaken.
 */
final class EventStreamSink implements Sink {
  private final HttpServerResponse response;
  private final ChannelHandlerContext network;

  /**
   * @param response whose headers are written
   * @param network below Vert.x
   */
  EventStreamSink(HttpServerResponse response, ChannelHandlerContext network) {
    this.response = response;
    this.network = network;
  }

  @Override
  public Wire wire() {
    return EventStreamWire.INSTANCE;
  }

  /**
   * A connection may be closed before Vert.x hears of it. The encoder must not be asked then: what
   * fails in it makes Vert.x write an end, which enters the encoder a second time, and it gives the
   * buffer back twice.
   */
  @Override
  public void send(ByteBuf messages) {
    if (!network.channel().isActive()) {
      messages.release();
      return;
    }
    // A failure closes the channel, and that is heard of.
    var _ = network.writeAndFlush(new DefaultHttpContent(messages), network.voidPromise());
  }

  /** Whether the response goes on. */
  boolean isOpen() {
    return !response.ended() && !response.closed();
  }

  @Override
  public boolean isWritable() {
    return network.channel().isWritable();
  }

  @Override
  public void whenDrained(Runnable task) {
    // What is written leaves in order: when nothing has left, everything before it has.
    network
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(written -> {
          if (written.isSuccess()) {
            task.run();
          }
        });
  }

  @Override
  public void close(int code, String reason) {
    response.end();
  }
}

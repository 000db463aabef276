package dev.signalbox.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;

/**
 * Takes a WebSocket's channel from Vert.x when the handshake is over. Frames are then Netty's, and
 * what Vert.x keeps for each socket goes: two connection objects, each with a queue of 4 KiB, the
 * request with its headers, and a timer.
 *
 * <p>This class and {@link ContextLoop} alone know {@code io.vertx.core.internal}. It does what
 * Vert.x itself does in its handshake, which is to replace the last handler of the pipeline. {@code
 * WebSocketSinkIT} and {@code HandshakeIT} cover it.
 */
final class Takeover {
  private Takeover() {}

  /** The network below; its pipeline ends with the codec of frames and Vert.x's handler. */
  static Channel channel(ServerWebSocket socket) {
    return context(socket).channel();
  }

  /** From here on frames come to this handler, and Vert.x hears of nothing more. */
  static void complete(ServerWebSocket socket, ChannelHandler ours) {
    ChannelHandlerContext context = context(socket);
    ChannelPipeline pipeline = context.pipeline();
    if (pipeline.get(IdleStateHandler.class) != null) {
      pipeline.remove(IdleStateHandler.class);
    }
    pipeline.replace(context.handler(), "live-socket", ours);
  }

  private static ChannelHandlerContext context(ServerWebSocket socket) {
    return ((WebSocketInternal) socket).channelHandlerContext();
  }
}

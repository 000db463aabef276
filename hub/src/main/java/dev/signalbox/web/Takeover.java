package dev.signalbox.web;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;

/**
 * Reaches the network below Vert.x. A WebSocket's channel is taken from it when the handshake is
 * over: frames are then Netty's, and what Vert.x keeps for each socket goes, which is two
 * connection objects, each with a queue of 4 KiB, the request with its headers, and a timer.
 *
 * <p>This class and {@link ContextLoop} alone know the inner parts of Vert.x. It does what Vert.x
 * itself does in its handshake, which is to replace the last handler of the pipeline. {@code
 * WebSocketSinkIT}, {@code HandshakeIT}, {@code EventStreamIT} and {@code PipeliningIT} cover it.
 */
final class Takeover {
  private Takeover() {}

  /** A connection has come: nothing was read from it yet. */
  static void begin(HttpConnection connection) {
    ChannelHandlerContext context = ((ConnectionBase) connection).channelHandlerContext();
    context.pipeline().addBefore(context.name(), "unpooled-bodies", UnpooledBodies.INSTANCE);
  }

  /** The network below; its pipeline ends with the codec of frames and Vert.x's handler. */
  static Channel channel(ServerWebSocket socket) {
    return context(socket).channel();
  }

  /** The network below a request over HTTP/1.1, whose response may be written there in parts. */
  static ChannelHandlerContext network(HttpServerRequest request) {
    return ((ConnectionBase) request.connection()).channelHandlerContext();
  }

  /** From here on frames come to this handler, and Vert.x hears of nothing more. */
  static void complete(ServerWebSocket socket, ChannelHandler ours) {
    ChannelHandlerContext context = context(socket);
    ChannelPipeline pipeline = context.pipeline();
    for (Class<? extends ChannelHandler> useless :
        List.of(IdleStateHandler.class, UnpooledBodies.class)) {
      if (pipeline.get(useless) != null) {
        pipeline.remove(useless);
      }
    }
    pipeline.replace(context.handler(), "live-socket", ours);
  }

  private static ChannelHandlerContext context(ServerWebSocket socket) {
    return ((WebSocketInternal) socket).channelHandlerContext();
  }
}

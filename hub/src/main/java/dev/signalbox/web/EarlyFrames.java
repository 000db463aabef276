package dev.signalbox.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps the frames that come in the same packet as their handshake, from a client that does not
 * wait for the answer, until there is somebody for them: Vert.x would neither serve nor release
 * them. Runs on the connection's event loop; nothing more is read before the handshake is over, so
 * there is one packet of them at most.
 */
final class EarlyFrames extends ChannelInboundHandlerAdapter {
  private final ChannelHandlerContext last;
  private final Deque<WebSocketFrame> waiting = new ArrayDeque<>();

  private EarlyFrames(ChannelHandlerContext last) {
    this.last = last;
  }

  /**
   * Keeps those of a connection.
   *
   * @param last who gets what it reads
   */
  static EarlyFrames of(ChannelHandlerContext last) {
    var early = new EarlyFrames(last);
    last.pipeline().addBefore(last.name(), "early-frames", early);
    return early;
  }

  /** Hands them to whoever is there now; nothing is kept any more. */
  void release() {
    if (last.pipeline().context(this) != null) {
      last.pipeline().remove(this);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof WebSocketFrame frame) {
      waiting.add(frame);
    } else {
      context.fireChannelRead(message);
    }
  }

  /** With the connection, too: then nobody is there, and they are released. */
  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    while (!waiting.isEmpty()) {
      context.fireChannelRead(waiting.remove());
    }
  }
}

package dev.signalbox.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;

/**
 * Copies the bodies of requests out of the network's pooled memory. Vert.x does so itself, but only
 * when it is a request's turn: what a client sends behind a request that is not answered yet, it
 * would never give back once that client has gone. Runs on each connection's event loop.
 */
@Sharable
final class UnpooledBodies extends ChannelInboundHandlerAdapter {
  static final UnpooledBodies INSTANCE = new UnpooledBodies();

  private UnpooledBodies() {}

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    // A part that could not be decoded has no bytes, but says so.
    boolean isPart = message instanceof HttpContent part && part.content().isReadable();
    context.fireChannelRead(isPart ? unpooled((HttpContent) message) : message);
  }

  private static HttpContent unpooled(HttpContent part) {
    try {
      ByteBuf copy = Unpooled.copiedBuffer(part.content());
      return part.replace(copy);
    } finally {
      part.release();
    }
  }
}

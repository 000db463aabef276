package dev.signalbox.bench;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.function.IntConsumer;

/** One connection that posts JSON; never two requests at once. */
final class Poster extends SimpleChannelInboundHandler<FullHttpResponse> {
  private final String host;
  private final String path;
  private final IntConsumer statuses;
  private volatile Runnable whenAnswered;
  private Channel channel;

  @SuppressWarnings("NullAway.Init") // use() comes before any post, and a post before any answer.
  Poster(InetSocketAddress address, String path, IntConsumer statuses) {
    this.host = address.getHostString() + ":" + address.getPort();
    this.path = path;
    this.statuses = statuses;
  }

  void use(Channel connected) {
    channel = connected;
  }

  void post(byte[] body, Runnable answered) {
    whenAnswered = answered;
    var request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, path, Unpooled.wrappedBuffer(body));
    request
        .headers()
        .set(HttpHeaderNames.HOST, host)
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    var _ = channel.writeAndFlush(request, channel.voidPromise());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
    statuses.accept(response.status().code());
    whenAnswered.run();
  }

  void close() {
    channel.close().awaitUninterruptibly(1_000);
  }
}

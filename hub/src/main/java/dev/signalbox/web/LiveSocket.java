package dev.signalbox.web;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.signalbox.broadcast.CloseCode;
import dev.signalbox.broadcast.Subscriber;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket of a client: puts its frames together to messages, keeps its limits, sees whether
 * somebody is still there, and when to close it. Runs on the connection's event loop.
 */
final class LiveSocket extends SimpleChannelInboundHandler<WebSocketFrame>
    implements LiveConnection {
  private static final Logger log = LoggerFactory.getLogger(LiveSocket.class);

  /** Largest message of a client, in bytes. */
  static final int MESSAGE_BYTES_MAX = 64 * 1024;

  /** Messages of a client within one second, pings among them. */
  static final int MESSAGES_PER_SECOND = 50;

  private static final String TOO_BIG =
      "Expected messages of at most " + MESSAGE_BYTES_MAX + " bytes";

  private final Channel channel;
  private final Subscriber subscriber;
  private final ClientMessages messages;
  private final Heartbeat heartbeat;
  private final Runnable whenGone;

  /** The beginning of a message of which more frames are to come. */
  private @Nullable ByteArrayOutputStream begun;

  private long lastHeardMillis = now();
  private long lastPingMillis = now();
  private long secondBegan;
  private int messagesInSecond;
  private int unreadPongs;

  /**
   * @param whenGone runs once, when the connection is over
   */
  LiveSocket(
      Channel channel,
      Subscriber subscriber,
      ClientMessages messages,
      Heartbeat heartbeat,
      Runnable whenGone) {
    this.channel = channel;
    this.subscriber = subscriber;
    this.messages = messages;
    this.heartbeat = heartbeat;
    this.whenGone = whenGone;
  }

  /** Pings when it is time and gives up on a client that no longer answers. */
  @Override
  public void beat() {
    long now = now();
    if (now - lastHeardMillis > heartbeat.silence().toMillis()) {
      // A laptop that slept breaks no rule: it shall come back.
      close(
          CloseCode.GOING_AWAY, "Nothing was heard for " + heartbeat.silence().toSeconds() + " s");
      return;
    }
    boolean isDue = !subscriber.isClosed() && now - lastPingMillis >= heartbeat.ping().toMillis();
    if (isDue && channel.isWritable()) {
      lastPingMillis = now;
      write(new PingWebSocketFrame());
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    lastHeardMillis = now();
    switch (frame) {
      case PingWebSocketFrame ping -> pong(ping);
      case PongWebSocketFrame _ -> {}
      case CloseWebSocketFrame close -> sayGoodbye(close);
      case BinaryWebSocketFrame _ ->
          close(CloseCode.POLICY, "Expected text messages, but got a binary one");
      default -> take(frame);
    }
  }

  /** A text frame, or one that continues it; a message may come in any number of them. */
  private void take(WebSocketFrame frame) {
    ByteBuf part = frame.content();
    int bytes = part.readableBytes() + (begun == null ? 0 : begun.size());
    if (bytes > MESSAGE_BYTES_MAX) {
      begun = null;
      close(CloseCode.TOO_BIG, TOO_BIG);
    } else if (frame.isFinalFragment() && begun == null) {
      receive(ByteBufUtil.getBytes(part));
    } else {
      collect(part, frame.isFinalFragment());
    }
  }

  private void collect(ByteBuf part, boolean isLast) {
    ByteArrayOutputStream message = begun == null ? new ByteArrayOutputStream() : begun;
    message.writeBytes(ByteBufUtil.getBytes(part));
    begun = isLast ? null : message;
    if (isLast) {
      receive(message.toByteArray());
    }
  }

  private void receive(byte[] message) {
    if (isTooFast()) {
      close(CloseCode.POLICY, "Expected at most " + MESSAGES_PER_SECOND + " messages a second");
    } else if (!subscriber.isClosed()) {
      serve(message);
    }
  }

  private void serve(byte[] message) {
    try {
      // A decoder of its own refuses what a String would replace.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
      if (!messages.receive(text)) {
        close(
            CloseCode.OVERLOADED,
            ClientMessages.UNDER_WAY_MAX + " messages wait already; reconnect later");
      }
    } catch (CharacterCodingException e) {
      close(CloseCode.NO_TEXT, "Expected UTF-8");
    }
  }

  /** Answers pile up when nobody reads them. */
  private void pong(PingWebSocketFrame ping) {
    unreadPongs = channel.isWritable() ? 0 : unreadPongs + 1;
    if (isTooFast() || unreadPongs > MESSAGES_PER_SECOND) {
      close(CloseCode.POLICY, "Expected at most " + MESSAGES_PER_SECOND + " pings a second");
    } else if (!subscriber.isClosed()) {
      write(new PongWebSocketFrame(ping.content().retain()));
    }
  }

  /** Ends the connection, with the same close frame when the client was the first to send one. */
  private void sayGoodbye(CloseWebSocketFrame close) {
    boolean isFirst = !subscriber.isClosed();
    subscriber.leave();
    var last = isFirst ? close.retain() : Unpooled.EMPTY_BUFFER;
    var _ = channel.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
    // A client that says goodbye and does not read on never takes the answer.
    var _ =
        channel.eventLoop().schedule(this::cutOff, heartbeat.closing().toMillis(), MILLISECONDS);
  }

  private void cutOff() {
    var _ = channel.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
    if (fault instanceof CorruptedWebSocketFrameException corrupted) {
      boolean isTooBig = corrupted.closeStatus().code() == CloseCode.TOO_BIG.code();
      close(
          isTooBig ? CloseCode.TOO_BIG : CloseCode.POLICY,
          isTooBig ? TOO_BIG : "Expected frames as of RFC 6455");
    } else {
      log.debug("The connection of client {} broke", subscriber.clientId(), fault);
      var _ = context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    whenGone.run();
  }

  private boolean isTooFast() {
    long second = now() / 1000;
    if (second != secondBegan) {
      secondBegan = second;
      messagesInSecond = 0;
    }
    return ++messagesInSecond > MESSAGES_PER_SECOND;
  }

  private void close(CloseCode code, String reason) {
    if (!subscriber.isClosed()) {
      subscriber.end(code, reason);
    }
  }

  private void write(WebSocketFrame frame) {
    var _ = channel.writeAndFlush(frame, channel.voidPromise());
  }

  /** A clock that no change of the time of day moves. */
  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}

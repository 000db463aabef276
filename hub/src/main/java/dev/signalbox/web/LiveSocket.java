package dev.signalbox.web;

import dev.signalbox.broadcast.CloseCode;
import dev.signalbox.broadcast.Subscriber;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;

/**
 * Looks after one WebSocket: its limits, whether somebody is still there, and when to close it.
 * Runs on the connection's event loop.
 */
final class LiveSocket implements LiveConnection {
  /** Largest message of a client, in bytes. */
  static final int MESSAGE_BYTES_MAX = 64 * 1024;

  /** Messages of a client within one second, pings among them. */
  static final int MESSAGES_PER_SECOND = 50;

  private static final String TOO_BIG =
      "Expected messages of at most " + MESSAGE_BYTES_MAX + " bytes";

  private final ServerWebSocket socket;
  private final Subscriber subscriber;
  private final ClientMessages messages;
  private final Heartbeat heartbeat;
  private long lastHeardMillis = now();
  private long lastPingMillis = now();
  private long secondBegan;
  private int messagesInSecond;
  private int messageBytes;
  private int unreadPongs;

  LiveSocket(
      ServerWebSocket socket, Subscriber subscriber, ClientMessages messages, Heartbeat heartbeat) {
    this.socket = socket;
    this.subscriber = subscriber;
    this.messages = messages;
    this.heartbeat = heartbeat;
    socket.frameHandler(this::hear);
    socket.textMessageHandler(this::receive);
    socket.binaryMessageHandler(
        bytes -> close(CloseCode.POLICY, "Expected text messages, but got a binary one"));
    socket.exceptionHandler(this::explain);
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
    boolean isDue = now - lastPingMillis >= heartbeat.ping().toMillis();
    if (isDue && !isUnread()) {
      lastPingMillis = now;
      socket.writePing(Buffer.buffer());
    }
  }

  private void receive(String text) {
    if (isTooFast()) {
      close(CloseCode.POLICY, "Expected at most " + MESSAGES_PER_SECOND + " messages a second");
    }
    if (!subscriber.isClosed()) {
      messages.receive(text);
    }
  }

  /** Each frame, after the message that it may have completed. */
  private void hear(WebSocketFrame frame) {
    lastHeardMillis = now();
    switch (frame.type()) {
      case TEXT, BINARY, CONTINUATION -> measure(frame);
      case PING -> countPing();
      case PONG, CLOSE -> {}
    }
  }

  /** A message may come in any number of frames, each of them small enough. */
  private void measure(WebSocketFrame frame) {
    messageBytes += frame.binaryData().length();
    if (messageBytes > MESSAGE_BYTES_MAX) {
      close(CloseCode.TOO_BIG, TOO_BIG);
    }
    if (frame.isFinal()) {
      messageBytes = 0;
    }
  }

  /** Vert.x closes the connection at once, but would say that all was well (1000). */
  private void explain(Throwable fault) {
    if (fault instanceof CorruptedWebSocketFrameException corrupted) {
      boolean isTooBig = corrupted.closeStatus().code() == CloseCode.TOO_BIG.code();
      CloseCode code = isTooBig ? CloseCode.TOO_BIG : CloseCode.POLICY;
      socket.close((short) code.code(), isTooBig ? TOO_BIG : "Expected frames as of RFC 6455");
    }
  }

  /** Vert.x has answered it already: the answers pile up when nobody reads them. */
  private void countPing() {
    unreadPongs = isUnread() ? unreadPongs + 1 : 0;
    if (isTooFast() || unreadPongs > MESSAGES_PER_SECOND) {
      close(CloseCode.POLICY, "Expected at most " + MESSAGES_PER_SECOND + " pings a second");
    }
  }

  /** Whether the client has more waiting than it reads. */
  private boolean isUnread() {
    return socket.isClosed() || socket.writeQueueFull();
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

  /** A clock that no change of the time of day moves. */
  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}

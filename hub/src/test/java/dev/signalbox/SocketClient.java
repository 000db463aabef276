package dev.signalbox;

import dev.signalbox.protocol.Position;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A WebSocket client: Vert.x's, unchanged. */
final class SocketClient implements LiveClient {
  private static final int BROKEN = 1006;

  private final Inbox<Received> inbox = new Inbox<>();
  private final ClientWebSocket socket;

  private SocketClient(ClientWebSocket socket) {
    this.socket = socket;
  }

  /** Fails with the cause in a {@code CompletionException} when the hub refuses. */
  static SocketClient open(WebSocketClient sockets, URI uri) {
    var client = new SocketClient(sockets.webSocket());
    client.connect(new WebSocketConnectOptions().setAbsoluteURI(uri.toString()));
    return client;
  }

  private void connect(WebSocketConnectOptions options) {
    // All before the handshake: its answer may bring messages with it.
    socket.textMessageHandler(this::hear);
    socket.endHandler(nothing -> end());
    socket.closeHandler(nothing -> end());
    socket.exceptionHandler(fault -> inbox.close(BROKEN, fault.toString()));
    await(socket.connect(options));
  }

  @Override
  public Inbox<Received> inbox() {
    return inbox;
  }

  /** Sends JSON, written with single quotes. */
  void say(String singleQuotedJson) {
    sayText(singleQuotedJson.replace('\'', '"'));
  }

  void subscribe(String sessionId) {
    say("{'type':'subscribe','sessionId':'" + sessionId + "'}");
  }

  void subscribe(String sessionId, Position since) {
    say("{'type':'subscribe','sessionId':'%s','since':'%s'}".formatted(sessionId, since));
  }

  void unsubscribe(String sessionId) {
    say("{'type':'unsubscribe','sessionId':'" + sessionId + "'}");
  }

  void sayText(String text) {
    await(socket.writeTextMessage(text));
  }

  void sayBytes(byte[] bytes) {
    await(socket.writeBinaryMessage(Buffer.buffer(bytes)));
  }

  /**
   * What came until the hub had served all that this client has said. Events that are stored
   * already may still be on their way: the answer overtakes them.
   */
  List<Received> untilPong() {
    say("{'type':'ping'}");
    List<Received> messages = inbox.until(Received.ofType("pong"));
    return messages.subList(0, messages.size() - 1);
  }

  @Override
  public void pause() {
    socket.pause();
  }

  @Override
  public void resume() {
    socket.resume();
  }

  @Override
  public void close() {
    // The client's own close would say goodbye.
    var _ = ((WebSocketInternal) socket).channelHandlerContext().close();
    inbox.close(BROKEN, "Closed by the test");
  }

  private void hear(String message) {
    try {
      inbox.add(Received.parse(message));
    } catch (AssertionError e) {
      inbox.close(BROKEN, String.valueOf(e.getMessage()));
    }
  }

  /** After a close frame, or without one. */
  private void end() {
    inbox.close(
        Objects.requireNonNullElse(socket.closeStatusCode(), (short) BROKEN),
        Objects.requireNonNullElse(socket.closeReason(), ""));
  }

  private static void await(Future<?> future) {
    future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(Inbox.PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }
}

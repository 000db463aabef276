package dev.signalbox;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;

/**
 * Opens WebSockets with Vert.x's client. The JDK's would not do: on a busy machine it loses or
 * garbles messages that come together with the handshake's answer. Thread safe; its threads end
 * with it.
 */
final class SocketClients implements AutoCloseable {
  /** More than the hub ever sends at once, so that a test sees whatever it sends. */
  private static final int MESSAGE_BYTES_MAX = 4 * 1024 * 1024;

  private static final int CLIENTS_MAX = 1_000;

  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient sockets =
      vertx.createWebSocketClient(
          new WebSocketClientOptions()
              .setMaxConnections(CLIENTS_MAX)
              .setMaxFrameSize(MESSAGE_BYTES_MAX)
              .setMaxMessageSize(MESSAGE_BYTES_MAX));

  /** Fails with the cause in a {@code CompletionException} when the hub refuses. */
  SocketClient open(URI uri) {
    return SocketClient.open(sockets, uri);
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}

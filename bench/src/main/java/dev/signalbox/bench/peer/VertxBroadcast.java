package dev.signalbox.bench.peer;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashSet;
import java.util.Set;

/** Plain Vert.x: one event loop, {@code writeTextMessage} for each client. */
final class VertxBroadcast {
  private final Set<ServerWebSocket> clients = new LinkedHashSet<>();

  private VertxBroadcast() {}

  public static void main(String[] args) {
    var peer = new VertxBroadcast();
    var options =
        new HttpServerOptions()
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false);
    HttpServer server =
        Vertx.vertx()
            .createHttpServer(options)
            .webSocketHandler(peer::join)
            .requestHandler(request ->
                request
                    .body()
                    .onSuccess(body -> {
                      String text = body.toString();
                      peer.clients.forEach(client -> client.writeTextMessage(text));
                      request.response().setStatusCode(201).end("{}");
                    }))
            .listen(0, "127.0.0.1")
            .await();
    System.out.println("Vert.x is ready at http://127.0.0.1:" + server.actualPort());
  }

  private void join(ServerWebSocket client) {
    clients.add(client);
    client.closeHandler(closed -> clients.remove(client));
  }
}

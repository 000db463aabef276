package dev.signalbox.bench.peer;

import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Plain Helidon: virtual threads, a blocking {@code send} for each client. */
final class HelidonBroadcast implements WsListener {
  private final Set<WsSession> clients = ConcurrentHashMap.newKeySet();

  private HelidonBroadcast() {}

  public static void main(String[] args) {
    var peer = new HelidonBroadcast();
    WebServer server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .routing(routing -> routing.post("/", peer::post))
            .addRouting(WsRouting.builder().endpoint("/", peer))
            .build()
            .start();
    System.out.println("Helidon is ready at http://127.0.0.1:" + server.port());
  }

  private void post(ServerRequest request, ServerResponse response) {
    send(request.content().as(String.class));
    response.status(Status.CREATED_201).send("{}");
  }

  /** One after the other: a session must not be written by two threads. */
  private synchronized void send(String text) {
    clients.forEach(client -> client.send(text, true));
  }

  @Override
  public void onOpen(WsSession session) {
    clients.add(session);
  }

  @Override
  public void onClose(WsSession session, int status, String reason) {
    clients.remove(session);
  }

  @Override
  public void onError(WsSession session, Throwable fault) {
    clients.remove(session);
  }
}

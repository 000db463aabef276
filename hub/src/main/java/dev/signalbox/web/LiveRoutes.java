package dev.signalbox.web;

import dev.signalbox.broadcast.Broadcast;
import dev.signalbox.broadcast.CloseCode;
import dev.signalbox.broadcast.Loop;
import dev.signalbox.broadcast.Subscriber;
import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Opens and closes the live connections of one event loop: WebSocket at {@code /ws}, SSE at {@code
 * /api/stream}.
 */
final class LiveRoutes {
  private final Broadcast broadcast;
  private final Guard guard;
  private final Function<String, Future<Boolean>> sessionExists;
  private final ClientMessages.InputHandler input;
  private final Heartbeat heartbeat;
  private final Loop loop;
  private final Map<Subscriber, LiveConnection> connections = new LinkedHashMap<>();

  LiveRoutes(
      Broadcast broadcast,
      Guard guard,
      Function<String, Future<Boolean>> sessionExists,
      ClientMessages.InputHandler input,
      Heartbeat heartbeat,
      Context context) {
    this.broadcast = broadcast;
    this.guard = guard;
    this.sessionExists = sessionExists;
    this.input = input;
    this.heartbeat = heartbeat;
    this.loop = new ContextLoop(context);
    context.owner().setPeriodic(heartbeat.beat().toMillis(), timer -> beat());
  }

  /** Answers a request for {@code /ws}. */
  Future<Void> openSocket(HttpServerRequest request) {
    Problem foreign = guard.checkOrigin(request);
    if (foreign != null) {
      return Future.failedFuture(new ProblemException(foreign));
    }
    LiveRequest wanted = LiveRequest.of(request, null);
    var early = EarlyFrames.of(Takeover.network(request));
    Future<Void> opened =
        request
            .toWebSocket()
            .recover(fault -> Future.failedFuture(noHandshake(String.valueOf(fault.getMessage()))))
            .map(socket -> serve(socket, wanted))
            .mapEmpty();
    return opened.onComplete(done -> early.release());
  }

  private static ProblemException noHandshake(String what) {
    return ProblemException.of(
        400, "no-websocket", "Expected a WebSocket handshake (RFC 6455), but got " + what);
  }

  private boolean serve(ServerWebSocket socket, LiveRequest wanted) {
    if (broadcast.clients() >= broadcast.clientsMax()) {
      socket.close((short) CloseCode.TOO_MANY.code(), tooMany());
      return false;
    }
    Channel channel = Takeover.channel(socket);
    var sink = new WebSocketSink(channel, heartbeat.closing());
    Subscriber subscriber = broadcast.open(wanted.filter(), wanted.since(), sink, loop);
    var messages = new ClientMessages(subscriber, sessionExists, input);
    var live = new LiveSocket(channel, subscriber, messages, heartbeat, () -> forget(subscriber));
    connections.put(subscriber, live);
    Takeover.complete(socket, live);
    if (!channel.isActive()) {
      forget(subscriber);
    }
    return true;
  }

  /** Answers a request for {@code /api/stream}. */
  void openStream(HttpServerRequest request) {
    Problem foreign = guard.checkOrigin(request);
    if (foreign != null) {
      throw new ProblemException(foreign);
    }
    LiveRequest wanted = LiveRequest.of(request, request.getHeader("Last-Event-ID"));
    if (broadcast.clients() >= broadcast.clientsMax()) {
      throw ProblemException.of(503, "too-many-connections", tooMany());
    }
    HttpServerResponse response = request.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    response.write("retry: 2000\n\n");
    var sink = new EventStreamSink(response, Takeover.network(request));
    Subscriber subscriber = broadcast.open(wanted.filter(), wanted.since(), sink, loop);
    connections.put(subscriber, new LiveStream(sink, heartbeat));
    if (response.ended()) {
      forget(subscriber);
      return;
    }
    // Either we end it, or it closes: only one of the two is told.
    response.endHandler(ended -> forget(subscriber));
    response.closeHandler(closed -> forget(subscriber));
  }

  private void forget(Subscriber subscriber) {
    connections.remove(subscriber);
    broadcast.close(subscriber, loop);
  }

  private void beat() {
    List.copyOf(connections.values()).forEach(LiveConnection::beat);
    broadcast.wake();
  }

  private String tooMany() {
    return "Expected at most " + broadcast.clientsMax() + " live connections; try again later";
  }
}

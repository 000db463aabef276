package dev.signalbox.web;

import dev.signalbox.broadcast.Broadcast;
import dev.signalbox.broadcast.CloseCode;
import dev.signalbox.broadcast.Subscriber;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Opens and closes the live connections of one event loop: WebSocket at {@code /ws}, SSE at {@code
 * /api/stream}.
 */
final class LiveRoutes {
  /** How often silent connections are looked for, and SSE connections get a comment. */
  private static final long BEAT_MILLIS = 5_000;

  /** A comment so often keeps proxies from closing an SSE connection. */
  private static final long COMMENT_MILLIS = 15_000;

  private final Broadcast broadcast;
  private final Guard guard;
  private final Function<String, Future<Boolean>> sessionExists;
  private final LiveSocket.InputHandler input;
  private final Context context;
  private final Executor loop;
  private final Set<LiveSocket> sockets = new LinkedHashSet<>();

  LiveRoutes(
      Broadcast broadcast,
      Guard guard,
      Function<String, Future<Boolean>> sessionExists,
      LiveSocket.InputHandler input,
      Context context) {
    this.broadcast = broadcast;
    this.guard = guard;
    this.sessionExists = sessionExists;
    this.input = input;
    this.context = context;
    this.loop = task -> context.runOnContext(ignored -> task.run());
    context.owner().setPeriodic(BEAT_MILLIS, timer -> beat());
  }

  /** Answers a request for {@code /ws}. */
  Future<Void> openSocket(HttpServerRequest request) {
    Problem foreign = guard.checkOrigin(request);
    if (foreign != null) {
      return Future.failedFuture(new ProblemException(foreign));
    }
    LiveRequest wanted = LiveRequest.of(request, null);
    return request.toWebSocket().map(socket -> serve(socket, wanted)).mapEmpty();
  }

  private boolean serve(ServerWebSocket socket, LiveRequest wanted) {
    if (broadcast.clients() >= Broadcast.CLIENTS_MAX) {
      socket.close((short) CloseCode.TOO_MANY.code(), tooMany());
      return false;
    }
    Subscriber subscriber =
        broadcast.open(wanted.filter(), wanted.since(), new WebSocketSink(socket), loop);
    var live = new LiveSocket(socket, subscriber, sessionExists, input);
    sockets.add(live);
    socket.closeHandler(closed -> {
      sockets.remove(live);
      broadcast.close(subscriber, loop);
    });
    return true;
  }

  /** Answers a request for {@code /api/stream}. */
  void openStream(HttpServerRequest request) {
    Problem foreign = guard.checkOrigin(request);
    if (foreign != null) {
      throw new ProblemException(foreign);
    }
    LiveRequest wanted = LiveRequest.of(request, request.getHeader("Last-Event-ID"));
    if (broadcast.clients() >= Broadcast.CLIENTS_MAX) {
      throw ProblemException.of(503, "too-many-connections", tooMany());
    }
    HttpServerResponse response = request.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    response.write("retry: 2000\n\n");
    Subscriber subscriber =
        broadcast.open(wanted.filter(), wanted.since(), new EventStreamSink(response), loop);
    Vertx vertx = context.owner();
    long comments = vertx.setPeriodic(COMMENT_MILLIS, timer -> comment(response));
    response.closeHandler(closed -> {
      vertx.cancelTimer(comments);
      broadcast.close(subscriber, loop);
    });
  }

  /** Not to a connection that does not read: comments would pile up. */
  private static void comment(HttpServerResponse response) {
    if (!response.writeQueueFull()) {
      response.write(": still here\n\n");
    }
  }

  private void beat() {
    new java.util.ArrayList<>(sockets).forEach(LiveSocket::beat);
    broadcast.wake();
  }

  private static String tooMany() {
    return "Expected at most " + Broadcast.CLIENTS_MAX + " live connections; try again later";
  }
}

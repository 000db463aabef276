package dev.signalbox.web;

import dev.signalbox.broadcast.Broadcast;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One event loop's HTTP server. Several share one port, one for each core; what they serve is put
 * together here from the parts of {@link WebParts}.
 */
public final class WebServer extends VerticleBase {
  /** A connection on which nothing moves for so long is closed; live ones are kept by pings. */
  private static final int IDLE_SECONDS = 120;

  /** To Vert.x: any free port, but the same one for all servers of a deployment. */
  private static final int ANY_SHARED_PORT = -1;

  /** A thousand subscriptions in the address of a socket, by ids of the usual length. */
  static final int REQUEST_LINE_BYTES_MAX = 64 * 1024;

  /** All header fields of a request together. */
  static final int HEADER_BYTES_MAX = 8 * 1024;

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final WebParts parts;
  private final String host;
  private final int port;
  private int actualPort;

  /**
   * @param port 0 for any free one; then {@link #port} tells
   */
  public WebServer(WebParts parts, String host, int port) {
    this.parts = parts;
    this.host = host;
    this.port = port;
  }

  /** The port that it listens on, once it has started. */
  public int port() {
    return actualPort;
  }

  @Override
  public Future<?> start() {
    var guard = new Guard(host);
    LiveRoutes live = live(guard);
    var api = new HttpApi(routes(), live, parts.files(), this::numbers, context);
    var entrance = new Entrance(guard, live, api.router(vertx));
    return vertx
        .createHttpServer(options())
        .connectionHandler(Takeover::begin)
        .requestHandler(entrance::enter)
        .invalidRequestHandler(Entrance::refuse)
        .listen(port == 0 ? ANY_SHARED_PORT : port, host)
        .onSuccess(server -> actualPort = server.actualPort());
  }

  private Reply numbers() {
    return Reply.text(PROMETHEUS_TEXT, parts.metrics().scrape());
  }

  private LiveRoutes live(Guard guard) {
    Broadcast broadcast = parts.broadcast();
    return new LiveRoutes(
        broadcast,
        guard,
        id -> Future.fromCompletionStage(parts.sessionExists(id), context),
        (id, payload) ->
            Future.fromCompletionStage(parts.commands().input(id, payload, "dashboard"), context)
                .mapEmpty(),
        parts.heartbeat(),
        context);
  }

  private List<Route> routes() {
    var current = new ArrayList<Route>();
    current.addAll(parts.sessionWrites().routes());
    current.addAll(parts.sessionRoutes().routes());
    current.addAll(parts.interactionRoutes().routes());
    current.addAll(parts.askRoutes().routes());
    current.addAll(parts.eventRoutes().routes());
    current.addAll(new CommandRoutes(parts.commands(), parts.mailbox()).routes());
    current.addAll(parts.hookRoutes().routes());
    current.addAll(parts.otlpRoutes().routes());
    current.addAll(parts.systemRoutes().routes());
    var routes = new ArrayList<>(new LegacyRoutes(parts.readers(), current).routes());
    routes.addAll(current);
    routes.add(parts.openApi(routes));
    return routes;
  }

  static HttpServerOptions options() {
    return new HttpServerOptions()
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setMaxInitialLineLength(REQUEST_LINE_BYTES_MAX)
        .setMaxHeaderSize(HEADER_BYTES_MAX)
        // Clients that try HTTP/2 first, like Java's, go on with HTTP/1.1; WebSocket needs that.
        .setHttp2ClearTextEnabled(false)
        // A deflater costs about 200 kB for each connection.
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(LiveSocket.MESSAGE_BYTES_MAX)
        .setMaxWebSocketMessageSize(LiveSocket.MESSAGE_BYTES_MAX)
        .setRegisterWebSocketWriteHandlers(false);
  }
}

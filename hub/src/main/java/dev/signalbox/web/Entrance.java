package dev.signalbox.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes every request of one event loop, before any route: turns away what is not from here or not
 * well formed, opens live sockets, and hands the rest to the router.
 */
final class Entrance {
  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private final Guard guard;
  private final LiveRoutes live;
  private final Handler<HttpServerRequest> router;

  Entrance(Guard guard, LiveRoutes live, Handler<HttpServerRequest> router) {
    this.guard = guard;
    this.live = live;
    this.router = router;
  }

  /**
   * Requests for {@code /ws} go past the router: it wraps what it hands on, and the socket of a
   * wrapped request does not tell its channel.
   */
  void enter(HttpServerRequest request) {
    request.response().putHeader("X-Content-Type-Options", "nosniff");
    Problem problem = refusal(request);
    if (problem != null) {
      Reply.problem(problem).send(request.response());
    } else if (HttpMethod.GET.equals(request.method()) && "/ws".equals(request.path())) {
      openSocket(request);
    } else {
      router.handle(request);
    }
  }

  /** Answers what could not be read as HTTP; the connection is of no use after it. */
  static void refuse(HttpServerRequest request) {
    Problem problem =
        switch (request.decoderResult().cause()) {
          case TooLongHttpLineException _ ->
              Problem.of(
                  414,
                  "uri-too-long",
                  "Expected a request line of at most %d bytes"
                      .formatted(WebServer.REQUEST_LINE_BYTES_MAX));
          case TooLongHttpHeaderException _ ->
              Problem.of(
                  431,
                  "headers-too-large",
                  "Expected header fields of at most %d bytes together"
                      .formatted(WebServer.HEADER_BYTES_MAX));
          case null, default -> Problem.of(400, "bad-request", "Expected an HTTP/1.1 request");
        };
    Reply.problem(problem)
        .send(request.response())
        .onComplete(sent -> request.connection().close());
  }

  private @Nullable Problem refusal(HttpServerRequest request) {
    Problem foreign = guard.check(request);
    if (foreign != null) {
      return foreign;
    }
    String target = request.uri();
    if (!target.startsWith("/") && !target.equals("*")) {
      return Problem.of(400, "bad-request", "Expected a path that begins with /");
    }
    if (BROKEN_ESCAPE.matcher(target).find()) {
      return Problem.of(
          400, "bad-request", "Expected two hexadecimal digits after each % of the URL");
    }
    String expected = request.getHeader(HttpHeaders.EXPECT);
    if (expected != null && !expected.equalsIgnoreCase("100-continue")) {
      return Problem.of(417, "expectation", "Expected no Expect header but 100-continue");
    }
    return null;
  }

  private void openSocket(HttpServerRequest request) {
    Future<Void> opened;
    try {
      requireUpgrade(request);
      opened = live.openSocket(request);
    } catch (RuntimeException e) {
      opened = Future.failedFuture(e);
    }
    opened.onFailure(fault -> Faults.reply(fault).send(request.response()));
  }

  private static void requireUpgrade(HttpServerRequest request) {
    boolean isUpgrade =
        has(request, "Upgrade", "websocket")
            && has(request, "Connection", "upgrade")
            && has(request, "Sec-WebSocket-Version", "13")
            && request.headers().contains("Sec-WebSocket-Key");
    if (!isUpgrade) {
      throw ProblemException.of(
          426, "upgrade-required", "Expected a WebSocket handshake of version 13 (RFC 6455)");
    }
  }

  private static boolean has(HttpServerRequest request, String header, String word) {
    String value = request.getHeader(header);
    return value != null && value.toLowerCase(Locale.ROOT).contains(word);
  }
}

package dev.signalbox.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Serves the routes of one event loop: guards, reads bodies, answers, turns faults into problems.
 */
final class HttpApi {
  /** Largest JSON body, in bytes. A stream of lines has no limit but for each line. */
  static final int BODY_BYTES_MAX = 8 * 1024 * 1024;

  private final List<Route> routes;
  private final LiveRoutes live;
  private final Guard guard;
  private final StaticFiles files;
  private final Context context;

  HttpApi(List<Route> routes, LiveRoutes live, Guard guard, StaticFiles files, Context context) {
    this.routes = List.copyOf(routes);
    this.live = live;
    this.guard = guard;
    this.files = files;
    this.context = context;
  }

  /**
   * Takes every request. Those for {@code /ws} go past the router: it wraps what it hands on, and
   * the socket of a wrapped request does not tell its channel.
   */
  Handler<HttpServerRequest> handler(Vertx vertx) {
    Router router = router(vertx);
    return request -> {
      if (HttpMethod.GET.equals(request.method()) && "/ws".equals(request.path())) {
        openSocket(request);
      } else {
        router.handle(request);
      }
    };
  }

  private void openSocket(HttpServerRequest request) {
    Problem problem = guard.check(request);
    if (problem != null) {
      write(request.response(), Reply.problem(problem));
      return;
    }
    Future<Void> opened;
    try {
      opened = live.openSocket(request);
    } catch (RuntimeException e) {
      opened = Future.failedFuture(e);
    }
    opened.onFailure(fault -> write(request.response(), Faults.reply(fault)));
  }

  private Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(this::guarded);
    router.get("/api/stream").handler(call -> live.openStream(call.request()));
    routes.forEach(route -> mount(router, route));
    router.get("/").handler(call -> write(call, files.page()));
    router.get("/sessions/*").handler(call -> write(call, files.page()));
    router.get().handler(this::file);
    for (int status : List.of(400, 404, 405, 413, 415, 500)) {
      router.errorHandler(status, HttpApi::fail);
    }
    return router;
  }

  private void guarded(RoutingContext call) {
    call.response().putHeader("X-Content-Type-Options", "nosniff");
    Problem problem = guard.check(call.request());
    if (problem != null) {
      write(call, Reply.problem(problem));
      return;
    }
    call.next();
  }

  private void mount(Router router, Route route) {
    String path = route.path().replaceAll("\\{(\\w+)}", ":$1");
    if (route.body() == Route.Body.JSON) {
      router.route(route.method(), path).handler(HttpApi::requireJson);
    }
    io.vertx.ext.web.Route mounted = router.route(route.method(), path);
    switch (route.body()) {
      case NONE -> {}
      case JSON -> mounted.handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES_MAX));
      case LINES -> mounted.consumes("application/x-ndjson");
    }
    mounted.handler(call -> serve(route, call));
  }

  private void serve(Route route, RoutingContext routing) {
    var call = new Call(routing, context);
    Future<Reply> reply;
    try {
      reply = route.handler().handle(call);
    } catch (RuntimeException e) {
      reply = Future.failedFuture(e);
    }
    reply
        .otherwise(Faults::reply)
        .compose(answer -> write(routing, answer))
        .onComplete(call::written);
  }

  /** A browser sends other media types to other origins without asking; JSON it does not. */
  private static void requireJson(RoutingContext call) {
    HttpServerRequest request = call.request();
    if (hasBody(request) && !isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      call.fail(
          415,
          ProblemException.of(
              415, "media-type", "Expected the body as application/json with that Content-Type"));
      return;
    }
    call.next();
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
        || (length != null && !length.equals("0"));
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return mediaType.equals("application/json")
        || (mediaType.startsWith("application/") && mediaType.endsWith("+json"));
  }

  private void file(RoutingContext call) {
    String path = call.normalizedPath().substring(1);
    files.file(path).ifPresentOrElse(reply -> write(call, reply), () -> call.fail(404));
  }

  /** Whatever the router itself refuses, and what a handler outside the routes threw. */
  private static void fail(RoutingContext call) {
    if (call.failure() != null) {
      write(call, Faults.reply(call.failure()));
      return;
    }
    write(
        call,
        Reply.problem(
            switch (call.statusCode()) {
              case 404 ->
                  Problem.of(
                      404,
                      "no-route",
                      "There is nothing at this path; /openapi.json lists what there is");
              case 405 ->
                  Problem.of(405, "method", "This path does not take " + call.request().method());
              case 413 ->
                  Problem.of(
                      413, "too-large", "Expected a body of at most " + BODY_BYTES_MAX + " bytes");
              default -> Problem.of(call.statusCode(), "bad-request", null);
            }));
  }

  private static Future<Void> write(RoutingContext call, Reply reply) {
    return write(call.response(), reply);
  }

  private static Future<Void> write(HttpServerResponse response, Reply reply) {
    if (response.closed() || response.ended()) {
      return Future.failedFuture("The caller has gone");
    }
    response.setStatusCode(reply.status());
    if (!reply.mediaType().isEmpty()) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, reply.mediaType());
    }
    if (!reply.headers().containsKey("Cache-Control")) {
      response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    reply.headers().forEach(response::putHeader);
    return response.end(reply.body());
  }
}

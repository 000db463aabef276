package dev.signalbox.web;

import dev.signalbox.protocol.Json;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Serves the routes of one event loop: reads bodies, answers, turns faults into problems. */
final class HttpApi {
  private final List<Route> routes;
  private final LiveRoutes live;
  private final StaticFiles files;
  private final Supplier<Reply> numbers;
  private final Context context;

  /** Methods of each path, for those who come with another one. */
  private final Map<String, List<HttpMethod>> methods = new LinkedHashMap<>();

  /**
   * @param numbers answers {@code /metrics}
   */
  HttpApi(
      List<Route> routes,
      LiveRoutes live,
      StaticFiles files,
      Supplier<Reply> numbers,
      Context context) {
    this.numbers = numbers;
    this.routes = List.copyOf(routes);
    this.live = live;
    this.files = files;
    this.context = context;
  }

  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(HttpApi::admit).failureHandler(HttpApi::fail);
    mount(router, HttpMethod.GET, "/api/stream").handler(call -> live.openStream(call.request()));
    routes.forEach(route -> mount(router, route));
    readable(router, "/metrics").handler(call -> send(call, numbers.get()));
    Handler<RoutingContext> page = call -> send(call, files.page());
    readable(router, "/").handler(page);
    readable(router, "/inbox").handler(page);
    readable(router, "/sessions/*").handler(page);
    note("/ws", HttpMethod.GET);
    methods.forEach((path, known) -> router.route(path).handler(call -> refuse(call, known)));
    router.get().handler(this::file);
    router.head().handler(this::file);
    for (int status : List.of(400, 404, 405)) {
      router.errorHandler(status, HttpApi::fail);
    }
    return router;
  }

  private static void admit(RoutingContext call) {
    Problem problem = Guard.checkSite(call.request(), call.normalizedPath());
    if (problem == null) {
      call.next();
      return;
    }
    send(call, Reply.problem(problem));
  }

  private void mount(Router router, Route route) {
    String path = route.path().replaceAll("\\{(\\w+)}", ":$1");
    var mounted =
        route.method().equals(HttpMethod.GET)
            ? readable(router, path)
            : mount(router, route.method(), path);
    if (route.request().body() == Route.Body.LINES) {
      mounted.consumes("application/x-ndjson");
    }
    mounted.handler(call -> serve(route, call));
  }

  private io.vertx.ext.web.Route readable(Router router, String path) {
    var mounted = mount(router, HttpMethod.GET, path).method(HttpMethod.HEAD);
    note(path, HttpMethod.HEAD);
    return mounted;
  }

  private io.vertx.ext.web.Route mount(Router router, HttpMethod method, String path) {
    note(path, method);
    return router.route(method, path);
  }

  private void note(String path, HttpMethod method) {
    methods.computeIfAbsent(path, key -> new ArrayList<>()).add(method);
  }

  private void serve(Route route, RoutingContext routing) {
    Future<Buffer> body;
    try {
      body = body(route.request().body(), routing.request());
    } catch (RuntimeException e) {
      body = Future.failedFuture(e);
    }
    body.onSuccess(bytes -> answer(route, routing, bytes))
        .onFailure(fault -> send(routing, Faults.reply(fault)));
  }

  /** The whole body; empty when the route reads it itself. */
  private static Future<Buffer> body(Route.Body kind, HttpServerRequest request) {
    return switch (kind) {
      case NONE -> Future.succeededFuture(Buffer.buffer());
      case JSON, LARGE_JSON -> RequestBody.json(request, kind.bytesMax());
      case OTLP -> {
        RequestBody.proceed(request);
        yield Future.succeededFuture(Buffer.buffer());
      }
      case LINES -> {
        RequestBody.requireUnencoded(request);
        RequestBody.proceed(request);
        yield Future.succeededFuture(Buffer.buffer());
      }
    };
  }

  private void answer(Route route, RoutingContext routing, Buffer body) {
    var call = new Call(routing, context, body);
    Future<Reply> reply;
    try {
      reply = route.handler().handle(call);
    } catch (RuntimeException e) {
      reply = Future.failedFuture(e);
    }
    reply
        .otherwise(fault -> refusal(call, fault))
        .compose(answer -> answer.send(routing.response()))
        .onComplete(call::written);
  }

  /** Blanks that kept the call alive have promised JSON of status 200: no problem can follow. */
  private static Reply refusal(Call call, Throwable fault) {
    Reply problem = Faults.reply(fault);
    return call.isUnderWay() ? Reply.ok(Json.object()) : problem;
  }

  private void file(RoutingContext call) {
    String path = call.normalizedPath().substring(1);
    files.file(path).ifPresentOrElse(reply -> send(call, reply), () -> nothing(call));
  }

  /** A person with a browser reads in the page that there is nothing, a program in a problem. */
  private void nothing(RoutingContext call) {
    String accept = call.request().getHeader(HttpHeaders.ACCEPT);
    boolean isForPerson = accept != null && accept.contains("text/html");
    if (isForPerson && !call.normalizedPath().matches("/(api|v1|health|ws)(/.*)?")) {
      send(call, files.page().as(404).with("Vary", "Accept"));
      return;
    }
    call.fail(404);
  }

  /** A path that is there, but not with this method. */
  private static void refuse(RoutingContext call, List<HttpMethod> known) {
    if (known.contains(call.request().method())) {
      call.next();
      return;
    }
    String allowed =
        known.stream().map(HttpMethod::name).distinct().collect(Collectors.joining(", "))
            + ", OPTIONS";
    if (call.request().method().equals(HttpMethod.OPTIONS)) {
      send(call, Reply.noContent().with("Allow", allowed));
      return;
    }
    String detail = "Expected one of %s, but got %s".formatted(allowed, call.request().method());
    send(call, Reply.problem(Problem.of(405, "method", detail)).with("Allow", allowed));
  }

  /** Whatever the router itself refuses, and what a handler outside the routes threw. */
  private static void fail(RoutingContext call) {
    Throwable fault = call.failure();
    if (fault != null && !(fault instanceof HttpException)) {
      send(call, Faults.reply(fault));
      return;
    }
    // A path that is there has its own 405: the router's means a file's name with another method.
    boolean isNowhere = call.statusCode() == 404 || call.statusCode() == 405;
    send(
        call,
        Reply.problem(
            isNowhere
                ? Problem.of(
                    404,
                    "no-route",
                    "There is nothing at this path; /openapi.json lists what there is")
                : Problem.of(400, "bad-request", "Expected a well-formed request")));
  }

  private static void send(RoutingContext call, Reply reply) {
    reply.send(call.response());
  }
}

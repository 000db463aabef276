package dev.signalbox.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * One operation of the HTTP interface: what the router serves and what {@code /openapi.json} says.
 *
 * @param path with parameters in braces, e.g. {@code /api/sessions/{id}}
 * @param summary one line for the reader of the OpenAPI document
 */
record Route(
    HttpMethod method, String path, String summary, Request request, Good good, Handler handler) {

  /**
   * What may come.
   *
   * @param query the query parameters that it understands
   * @param schema name of the body's schema in the OpenAPI document; empty when any object will do
   */
  record Request(List<Parameter> query, Body body, String schema) {
    Request {
      query = List.copyOf(query);
    }
  }

  /**
   * A good answer.
   *
   * @param statuses one or several; 204 comes without a body
   * @param schema name of its body's schema in the OpenAPI document; empty when it has none
   */
  record Good(List<Integer> statuses, String schema) {
    Good {
      statuses = List.copyOf(statuses);
    }
  }

  /** Answers one call; a failed future becomes a problem by {@link Faults}. */
  @FunctionalInterface
  interface Handler {
    Future<Reply> handle(Call call);
  }

  /** What a request carries. */
  enum Body {
    NONE(0),
    /** A JSON object of the size of one event. */
    JSON(EventRoutes.EVENT_BYTES_MAX),
    /** A JSON object that holds many events, or an agent's payload as large as it is. */
    LARGE_JSON(8 * 1024 * 1024),
    /** OTLP in JSON or protobuf, maybe compressed, read by the handler. */
    OTLP(0),
    /** Lines of JSON ({@code application/x-ndjson}), read by the handler as they come. */
    LINES(0);

    private final int bytesMax;

    Body(int bytesMax) {
      this.bytesMax = bytesMax;
    }

    /** The largest that is read into memory at once. */
    int bytesMax() {
      return bytesMax;
    }
  }

  /** A query parameter. */
  record Parameter(String name, Kind kind, String description) {
    /** Its JSON type. */
    enum Kind {
      STRING,
      INTEGER
    }

    static Parameter text(String name, String description) {
      return new Parameter(name, Kind.STRING, description);
    }

    static Parameter number(String name, String description) {
      return new Parameter(name, Kind.INTEGER, description);
    }
  }

  static Route get(String path, String summary, Handler handler, Parameter... query) {
    return of(HttpMethod.GET, path, summary, Body.NONE, handler)
        .with(new Request(List.of(query), Body.NONE, ""));
  }

  static Route post(String path, String summary, int status, Handler handler) {
    return of(HttpMethod.POST, path, summary, Body.JSON, handler).answering(status);
  }

  static Route of(HttpMethod method, String path, String summary, Body body, Handler handler) {
    return new Route(
        method,
        path,
        summary,
        new Request(List.of(), body, ""),
        new Good(List.of(200), ""),
        handler);
  }

  Route answering(Integer... statuses) {
    return new Route(
        method, path, summary, request, new Good(List.of(statuses), good.schema()), handler);
  }

  /** The same with a description of the body that it wants. */
  Route takes(String schema) {
    return with(new Request(request.query(), request.body(), schema));
  }

  /** The same with a description of what it answers. */
  Route gives(String schema) {
    return new Route(method, path, summary, request, new Good(good.statuses(), schema), handler);
  }

  /** The same with a larger body. */
  Route large() {
    return with(new Request(request.query(), Body.LARGE_JSON, request.schema()));
  }

  /** The same operation under the path that the older product had. */
  Route at(String olderPath) {
    return new Route(method, olderPath, summary, request, good, handler);
  }

  private Route with(Request other) {
    return new Route(method, path, summary, other, good, handler);
  }
}

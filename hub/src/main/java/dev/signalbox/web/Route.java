package dev.signalbox.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * One operation of the HTTP interface: what the router serves and what {@code /openapi.json} says.
 *
 * @param path with parameters in braces, e.g. {@code /api/sessions/{id}}
 * @param summary one line for the reader of the OpenAPI document
 * @param query the query parameters that it understands
 * @param body the kind of request body
 * @param status of a good answer
 */
record Route(
    HttpMethod method,
    String path,
    String summary,
    List<Parameter> query,
    Body body,
    int status,
    Handler handler) {

  Route {
    query = List.copyOf(query);
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
    return new Route(HttpMethod.GET, path, summary, List.of(query), Body.NONE, 200, handler);
  }

  static Route post(String path, String summary, int status, Handler handler) {
    return new Route(HttpMethod.POST, path, summary, List.of(), Body.JSON, status, handler);
  }

  /** The same with a larger body. */
  Route large() {
    return new Route(method, path, summary, query, Body.LARGE_JSON, status, handler);
  }

  static Route stream(String path, String summary, Handler handler) {
    return new Route(HttpMethod.POST, path, summary, List.of(), Body.LINES, 201, handler);
  }

  static Route of(HttpMethod method, String path, String summary, Body body, Handler handler) {
    return new Route(method, path, summary, List.of(), body, 200, handler);
  }

  Route answering(int goodStatus) {
    return new Route(method, path, summary, query, body, goodStatus, handler);
  }

  /** The same operation under the path that the older product had. */
  Route at(String olderPath) {
    return new Route(method, olderPath, summary, query, body, status, handler);
  }
}

package dev.signalbox.web;

import dev.signalbox.protocol.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An answer with its whole body.
 *
 * @param body never changed after construction
 */
record Reply(int status, String mediaType, Buffer body, Map<String, String> headers) {
  private static final String JSON = "application/json";

  /** Unless the fault at hand knows better. */
  private static final String RETRY_AFTER_SECONDS = "5";

  /** RFC 9110, 5.6.7: the page measures ages by the hub's clock, whatever its own says. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  Reply {
    headers = Map.copyOf(headers);
  }

  static Reply ok(Object json) {
    return json(200, json);
  }

  static Reply json(int status, Object json) {
    return raw(status, Json.bytes(json));
  }

  /** JSON that is encoded already. */
  static Reply raw(int status, byte[] json) {
    return new Reply(status, JSON, Buffer.buffer(json), Map.of());
  }

  static Reply raw(int status, StringBuilder json) {
    return raw(status, json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes in a media type of their own. */
  static Reply in(String mediaType, Buffer body) {
    return new Reply(200, mediaType, body, Map.of());
  }

  /** Text in a media type of its own. */
  static Reply text(String mediaType, String text) {
    return new Reply(200, mediaType, Buffer.buffer(text), Map.of());
  }

  static Reply noContent() {
    return new Reply(204, "", Buffer.buffer(), Map.of());
  }

  /** A problem that says more. */
  static Reply problem(int status, Object json) {
    return new Reply(status, "application/problem+json", Buffer.buffer(Json.bytes(json)), Map.of());
  }

  static Reply problem(Problem problem) {
    var reply =
        new Reply(
            problem.status(),
            "application/problem+json",
            Buffer.buffer(Json.bytes(problem)),
            Map.of());
    return problem.status() == 503 ? reply.with("Retry-After", RETRY_AFTER_SECONDS) : reply;
  }

  /** Writes it; fails when the caller has gone. */
  Future<Void> send(HttpServerResponse response) {
    if (response.closed() || response.ended()) {
      return Future.failedFuture("The caller has gone");
    }
    if (response.headWritten()) {
      // The call was kept alive: blanks have gone out before the JSON.
      return response.end(body);
    }
    response.setStatusCode(status);
    response.putHeader(HttpHeaders.DATE, HTTP_DATE.format(Instant.now()));
    if (!mediaType.isEmpty()) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType);
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    }
    if (!headers.containsKey("Cache-Control")) {
      response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    headers.forEach(response::putHeader);
    return response.end(body);
  }

  /** The same with another status. */
  Reply as(int otherStatus) {
    return new Reply(otherStatus, mediaType, body, headers);
  }

  Reply with(String header, String value) {
    var more = new HashMap<>(headers);
    more.put(header, value);
    return new Reply(status, mediaType, body, more);
  }
}

package dev.signalbox.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.Waiters;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One request as a route sees it. */
final class Call {
  private static final long KEEP_ALIVE_MILLIS = 15_000;

  /** So many that they are more than a byte a second: callers take less for silence. */
  private static final String BLANKS = " ".repeat(64);

  private final RoutingContext routing;
  private final Context context;
  private final Buffer body;
  private @Nullable Handler<AsyncResult<Void>> written;

  /**
   * @param body never changed
   */
  Call(RoutingContext routing, Context context, Buffer body) {
    this.routing = routing;
    this.context = context;
    this.body = body;
  }

  HttpServerRequest request() {
    return routing.request();
  }

  /** The connection's event loop. */
  Context context() {
    return context;
  }

  /** A part of the path, decoded. */
  String path(String name) {
    String value = routing.pathParam(name);
    if (value == null) {
      throw new IllegalStateException("The route has no parameter " + name);
    }
    return value;
  }

  /** The path's {@code id} as a session id; throws when it cannot be one. */
  String sessionId() {
    try {
      return Event.sessionId(path("id"));
    } catch (InvalidEventException e) {
      throw ProblemException.invalid("id", String.valueOf(e.getMessage()));
    }
  }

  /** The path's {@code sequence}; throws when it is not one. */
  long sequence() {
    String text = path("sequence");
    if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < 1) {
      throw ProblemException.invalid(
          "sequence", "Expected a sequence from 1, but got " + Texts.line(text, 40));
    }
    return Long.parseLong(text);
  }

  /** The last value of a query parameter; null when absent or empty. */
  @Nullable String query(String name) {
    List<String> values = routing.queryParam(name);
    if (values.isEmpty() || values.getLast().isEmpty()) {
      return null;
    }
    if (values.getLast().indexOf('\0') >= 0) {
      // SQLite would take the text before it for the whole.
      throw ProblemException.invalid(name, "Expected " + name + " without the character U+0000");
    }
    return values.getLast();
  }

  /** All values of a query parameter, also those in a comma list. */
  List<String> queryList(String name) {
    return routing.queryParam(name).stream()
        .flatMap(value -> List.of(value.split(",")).stream())
        .filter(value -> !value.isBlank())
        .toList();
  }

  /** An integer query parameter within limits; throws when it is something else. */
  long query(String name, long otherwise, long min, long max) {
    String text = query(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException ignored) {
      // Answered below, together with numbers out of range.
    }
    throw ProblemException.invalid(
        name,
        "Expected %s as an integer from %d to %d, but got %s"
            .formatted(name, min, max, Texts.line(text, 40)));
  }

  /** A query parameter that is a time; null when absent. */
  @Nullable Instant time(String name) {
    String text = query(name);
    if (text == null) {
      return null;
    }
    try {
      // In a query a + that is not escaped means a space, and times have no spaces.
      return new Fields(Json.object().put(name, text.replace(' ', '+'))).time(name);
    } catch (InvalidEventException e) {
      throw ProblemException.invalid(name, String.valueOf(e.getMessage()));
    }
  }

  /** Whether only the header of the answer is wanted. */
  boolean isHead() {
    return routing.request().method().equals(HttpMethod.HEAD);
  }

  /** Length of the body, in bytes. */
  int bodyBytes() {
    return body.length();
  }

  /** The body as a JSON object; an absent body is an empty one. */
  ObjectNode json() {
    return body.length() == 0 ? Json.object() : json("a JSON object as the body");
  }

  /**
   * The body as a JSON object, which must be there.
   *
   * @param expected what the message says was expected
   */
  ObjectNode json(String expected) {
    if (body.length() > 0 && tree(body.getBytes()) instanceof ObjectNode object) {
      return object;
    }
    String came = body.length() == 0 ? "an empty body" : Texts.came(tree(body.getBytes()));
    throw ProblemException.of(400, "bad-json", "Expected %s, but got %s".formatted(expected, came));
  }

  Fields fields() {
    return new Fields(json());
  }

  /** Runs when the answer has left for the network, or could not. */
  void onWritten(Handler<AsyncResult<Void>> handler) {
    written = handler;
  }

  void written(AsyncResult<Void> outcome) {
    if (written != null) {
      written.handle(outcome);
    }
  }

  /** Whether the caller has closed the connection. */
  boolean isGone() {
    return routing.response().closed();
  }

  /** Whether a part of the answer has been sent: then it has its status. */
  boolean isUnderWay() {
    return routing.response().headWritten();
  }

  /** Runs when the caller closes the connection before the answer. */
  void onGone(Runnable handler) {
    routing.response().closeHandler(closed -> handler.run());
  }

  /**
   * Sends blanks now and then until the answer, which must be JSON with status 200: neither we nor
   * a proxy takes the connection for dead, and a caller that has gone is noticed.
   */
  void keepAlive() {
    HttpServerResponse response = routing.response();
    context
        .owner()
        .setPeriodic(
            KEEP_ALIVE_MILLIS,
            timer -> {
              if (response.ended() || response.closed()) {
                context.owner().cancelTimer(timer);
                return;
              }
              if (!response.headWritten()) {
                response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
              }
              response.write(BLANKS);
            });
  }

  /** Ends with the news, the time, or the caller's departure. */
  Future<Void> newsWithin(Waiters.News news, long millis) {
    Promise<Void> end = Promise.promise();
    long timer = context.owner().setTimer(millis, fired -> end.tryComplete());
    onGone(end::tryComplete);
    await(news.came()).onComplete(came -> end.tryComplete());
    return end.future().onComplete(done -> context.owner().cancelTimer(timer));
  }

  /** Brings an answer from another thread back to this call's event loop. */
  <T extends @Nullable Object> Future<T> await(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context);
  }

  static JsonNode tree(byte[] json) {
    try {
      return Json.tree(json);
    } catch (JsonProcessingException e) {
      throw ProblemException.of(400, "bad-json", Faults.badJson(e));
    }
  }
}

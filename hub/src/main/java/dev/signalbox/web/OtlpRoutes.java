package dev.signalbox.web;

import dev.signalbox.agents.otlp.BadTelemetryException;
import dev.signalbox.agents.otlp.Encoding;
import dev.signalbox.agents.otlp.OtlpAnswer;
import dev.signalbox.agents.otlp.OtlpIntake;
import dev.signalbox.agents.otlp.Signal;
import dev.signalbox.agents.otlp.Telemetry;
import dev.signalbox.protocol.Json;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Objects;

/**
 * OTLP over HTTP, for one event loop. Answers are those that OTLP wants: a fault is a {@code
 * google.rpc.Status} in the encoding of the request, and no problem.
 */
final class OtlpRoutes {
  /** Larger or compressed bodies are decoded beside the event loop. */
  private static final int AT_ONCE_BYTES_MAX = 64 * 1024;

  /** Bodies that are decoded beside one event loop at a time: each may take some 100 MB. */
  private static final int DECODING_MAX = 4;

  private final OtlpIntake intake;
  private int decoding;

  OtlpRoutes(OtlpIntake intake) {
    this.intake = intake;
  }

  List<Route> routes() {
    return List.of(
        route("/v1/logs", "Log records in OTLP", Signal.LOGS),
        route("/v1/metrics", "Metrics in OTLP", Signal.METRICS),
        route("/v1/traces", "Spans in OTLP", Signal.TRACES));
  }

  private Route route(String path, String summary, Signal signal) {
    return Route.of(HttpMethod.POST, path, summary, Route.Body.OTLP, call -> take(signal, call))
        .gives("OtlpAnswer");
  }

  private Future<Reply> take(Signal signal, Call call) {
    Encoding encoding =
        Encoding.of(call.request().getHeader(HttpHeaders.CONTENT_TYPE)).orElse(null);
    if (encoding == null) {
      return Future.succeededFuture(
          failed(
              Encoding.JSON,
              Reply.problem(
                  Problem.of(
                      415,
                      "media-type",
                      "Expected application/json or application/x-protobuf as Content-Type"))));
    }
    return read(call)
        .compose(body -> decode(call.context(), signal, encoding, body))
        .compose(telemetry -> call.await(intake.take(telemetry)))
        .map(outcome -> reply(200, encoding, OtlpAnswer.taken(signal, encoding, outcome)))
        .otherwise(fault -> failed(encoding, Faults.reply(known(fault))));
  }

  private static Future<OtlpBody> read(Call call) {
    try {
      return OtlpBody.read(call.request());
    } catch (ProblemException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<Telemetry> decode(
      Context context, Signal signal, Encoding encoding, OtlpBody body) {
    if (!body.isCompressed() && body.bytes().length <= AT_ONCE_BYTES_MAX) {
      return Future.succeededFuture(OtlpIntake.decode(signal, encoding, body.bytes()));
    }
    if (decoding >= DECODING_MAX) {
      throw ProblemException.of(
          503,
          "overloaded",
          "Expected at most " + DECODING_MAX + " large bodies at once; try again");
    }
    decoding++;
    return context
        .executeBlocking(() -> OtlpIntake.decode(signal, encoding, body.inflated()), false)
        .onComplete(done -> decoding--)
        .map(Objects::requireNonNull);
  }

  private static Throwable known(Throwable fault) {
    return fault instanceof BadTelemetryException
        ? ProblemException.of(400, "bad-request", String.valueOf(fault.getMessage()))
        : fault;
  }

  /** The same fault in OTLP's words. */
  private static Reply failed(Encoding encoding, Reply problem) {
    String message = Json.own(problem.body().getBytes()).path("detail").asText();
    Reply reply =
        reply(
            problem.status(),
            encoding,
            OtlpAnswer.failed(encoding, statusCode(problem.status()), message));
    String retryAfter = problem.headers().get("Retry-After");
    return retryAfter == null ? reply : reply.with("Retry-After", retryAfter);
  }

  private static Reply reply(int status, Encoding encoding, byte[] body) {
    return Reply.in(encoding.mediaType(), Buffer.buffer(body)).as(status);
  }

  /** Of {@code google.rpc.Code}. */
  private static int statusCode(int httpStatus) {
    return switch (httpStatus) {
      case 413 -> 8;
      case 500 -> 13;
      case 503 -> 14;
      default -> 3;
    };
  }
}

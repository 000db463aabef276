package dev.signalbox.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.signalbox.log.RefusedException;
import dev.signalbox.log.StoreUnavailableException;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one table from a fault to the answer that the caller gets. */
final class Faults {
  private static final Logger log = LoggerFactory.getLogger(Faults.class);

  /** When to come back to a hub that is full. */
  private static final String RETRY_SECONDS = "5";

  private Faults() {}

  static Reply reply(Throwable fault) {
    return switch (fault) {
      case CompletionException wrapped when wrapped.getCause() != null -> reply(wrapped.getCause());
      case ProblemException known when known.problem().status() == 503 ->
          Reply.problem(known.problem()).with("Retry-After", RETRY_SECONDS);
      case ProblemException known -> Reply.problem(known.problem());
      case InvalidEventException invalid -> Reply.problem(invalid(invalid));
      case RefusedException refused ->
          Reply.problem(
              Problem.of(
                  switch (refused.kind()) {
                    case NOT_FOUND -> 404;
                    case CONFLICT -> 409;
                  },
                  refused.code(),
                  refused.getMessage()));
      case StoreUnavailableException unavailable ->
          Reply.problem(Problem.of(503, unavailable.code(), unavailable.getMessage()))
              .with("Retry-After", Long.toString(unavailable.retryAfter().toSeconds()));
      case JsonProcessingException json ->
          Reply.problem(Problem.of(400, "bad-json", badJson(json)));
      default -> unexpected(fault);
    };
  }

  /** Where the JSON breaks; the text around it stays out of answers and logs. */
  static String badJson(JsonProcessingException fault) {
    if (fault instanceof StreamConstraintsException) {
      return "Expected JSON nested at most %d deep, without endless numbers and names"
          .formatted(Json.DEPTH_MAX);
    }
    var location = fault.getLocation();
    String where =
        location == null
            ? ""
            : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    return "Expected one JSON document, but it breaks" + where;
  }

  private static Problem invalid(InvalidEventException invalid) {
    return Problem.of(
        422, "invalid-event", invalid.getMessage(), List.of(Problem.Fault.of(invalid)));
  }

  private static Reply unexpected(Throwable fault) {
    log.error("A request failed unexpectedly", fault);
    return Reply.problem(
        Problem.of(500, "internal", "The hub made a mistake; its log says more. Nothing was lost"));
  }
}

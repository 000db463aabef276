package dev.signalbox.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.protocol.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a hub refuses (RFC 9457).
 *
 * @param status of HTTP
 * @param code stable, e.g. {@code invalid-event}; empty when it was not a hub that answered
 * @param detail what was expected and what came
 * @param errors the fields at fault
 */
public record Problem(int status, String code, @Nullable String detail, List<Fault> errors) {
  /** The lowest status of HTTP that says no. */
  static final int FIRST_FAULT = 400;

  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  public Problem {
    // Left out of the JSON when there are none.
    code = code == null ? "" : code;
    errors = errors == null ? List.of() : List.copyOf(errors);
  }

  /** One field that is not as it should be. */
  public record Fault(String path, String message, String code) {}

  /** Reads an answer; one that is no problem document was not written by a hub. */
  static Problem parse(int status, String body) {
    try {
      Problem said = Json.mapper().readValue(body, Problem.class);
      if (said != null) {
        return new Problem(status, said.code(), said.detail(), said.errors());
      }
    } catch (JsonProcessingException e) {
      // The document null says as little.
    }
    return new Problem(status, "", "Expected a hub's answer, but got HTTP " + status, List.of());
  }

  /** Whether the same may be welcome a little later. */
  boolean isPassing() {
    return status == TOO_MANY || status == UNAVAILABLE;
  }

  /** One line for a person; the first field's fault when there is no detail. */
  String summary() {
    if (detail != null) {
      return detail;
    }
    return errors.isEmpty() ? "The hub answered HTTP " + status : errors.getFirst().message();
  }
}

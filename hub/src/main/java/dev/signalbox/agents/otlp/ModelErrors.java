package dev.signalbox.agents.otlp;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Calls of a model that failed; hooks tell of a turn that failed for it, not of each call. */
final class ModelErrors {
  private ModelErrors() {}

  static void tell(Teller teller, ObjectNode body, @Nullable String error) {
    Attributes attributes = teller.attributes();
    Long status = attributes.number("status_code", "http.response.status_code", "http.status_code");
    String fault = error == null || error.isBlank() ? attributes.text("error.type") : error;
    if (fault == null) {
      fault = status == null ? "The model did not answer" : "HTTP status " + status;
    }
    body.put("error", fault);
    if (status != null) {
      body.put("statusCode", status);
    }
    attributes.copyNumber("attempt", body, "attempt");
    attributes.copyNumber("duration_ms", body, "durationMs");
    put(body, "model", attributes.text("model", "gen_ai.request.model"));
    teller.adds("error:occurred", body);
  }
}

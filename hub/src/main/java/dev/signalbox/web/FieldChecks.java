package dev.signalbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects what is wrong with the fields of a request: its sender learns of all at once. */
final class FieldChecks {
  private final ObjectNode body;
  private final List<Problem.Fault> faults = new ArrayList<>();

  FieldChecks(ObjectNode body) {
    this.body = body;
  }

  /** A text that must be there and not be blank. */
  FieldChecks required(String name) {
    JsonNode value = body.path(name);
    if (!value.isTextual() || value.asText().isBlank()) {
      fault(name, "required", "a non-empty string");
    }
    return this;
  }

  /** Texts, when they are there. */
  FieldChecks texts(Iterable<String> names) {
    for (String name : names) {
      if (isGiven(name) && !body.get(name).isTextual()) {
        fault(name, "invalid", "a string");
      }
    }
    return this;
  }

  /** An array of texts, when it is there. */
  FieldChecks textList(String name) {
    if (isGiven(name)) {
      JsonNode value = body.get(name);
      boolean isTexts = value.isArray();
      for (JsonNode item : value) {
        isTexts &= item.isTextual();
      }
      if (!isTexts) {
        fault(name, "invalid", "an array of strings");
      }
    }
    return this;
  }

  /** An object, when it is there. */
  FieldChecks object(String name) {
    if (isGiven(name) && !body.get(name).isObject()) {
      fault(name, "invalid", "an object");
    }
    return this;
  }

  /** A text of this form, when it is there. */
  FieldChecks form(String name, Pattern form, String expected) {
    if (isGiven(name) && !form.matcher(body.get(name).asText()).matches()) {
      fault(name, "invalid", expected);
    }
    return this;
  }

  /** Throws when anything was wrong. */
  void done() {
    if (!faults.isEmpty()) {
      String detail =
          faults.size() == 1
              ? faults.getFirst().message()
              : faults.size() + " fields are not as they should be";
      throw new ProblemException(Problem.of(422, "invalid-request", detail, faults));
    }
  }

  private boolean isGiven(String name) {
    return body.hasNonNull(name);
  }

  private void fault(String name, String code, String expected) {
    String message =
        "Expected %s as %s, but got %s".formatted(name, expected, Texts.came(body.path(name)));
    faults.add(new Problem.Fault(name, message, code));
  }
}

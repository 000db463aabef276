package dev.signalbox.agents.otlp;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where records come from.
 *
 * @param resource attributes of the program, e.g. {@code service.name}
 * @param scope name of the instrumentation; empty when it has none
 */
record Source(ObjectNode resource, String scope) {
  /** The program's name; empty when it does not say. */
  String service() {
    return resource.path("service.name").asText();
  }
}

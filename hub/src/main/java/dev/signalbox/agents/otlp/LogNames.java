package dev.signalbox.agents.otlp;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a log record calls its event. */
final class LogNames {
  private LogNames() {}

  /** Codex puts a place in its source into {@code eventName}: the attribute knows better. */
  static String of(ObjectNode attributes, String eventName, String body) {
    String given = attributes.path("event.name").asText();
    if (!given.isEmpty()) {
      return given;
    }
    return eventName.isEmpty() ? body : eventName;
  }
}

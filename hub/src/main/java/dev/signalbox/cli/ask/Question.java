package dev.signalbox.cli.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Json;
import java.time.Duration;
import java.util.List;

/**
 * What a script wants to know.
 *
 * @param askId its name, so that it may be sent twice
 * @param options to choose from; empty for any text
 */
record Question(String askId, String text, Ask.Kind kind, List<String> options) {
  /** The hub takes the script for gone when it is silent for so long. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  Question {
    options = List.copyOf(options);
  }

  /** The body of {@code POST /api/asks}. */
  ObjectNode in(String sessionId, Duration wait) {
    ObjectNode body = Json.object().put("askId", askId).put("sessionId", sessionId);
    body.put("question", text).put("kind", kind.word());
    if (!options.isEmpty()) {
      options.forEach(body.putArray("options")::add);
    }
    return body.put("waitMs", Math.max(1, wait.toMillis())).put("leaseMs", LEASE.toMillis());
  }
}

package dev.signalbox.agents.otlp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span: something that took time. It is told when it has ended.
 *
 * @param ids hexadecimal
 * @param failure what its status says went wrong; null when nothing did, empty without a reason
 */
record Span(
    Source source,
    Ids ids,
    String name,
    @Nullable Instant start,
    @Nullable Instant end,
    @Nullable String failure,
    ObjectNode own) {

  /**
   * Where it stands.
   *
   * @param parentId the span that it is part of; empty at the root
   */
  record Ids(String traceId, String spanId, String parentId) {}

  Attributes attributes() {
    return new Attributes(own, source.resource());
  }

  Instant startedAt(Instant receivedAt) {
    return start == null ? endedAt(receivedAt) : start;
  }

  Instant endedAt(Instant receivedAt) {
    return end == null ? receivedAt : end;
  }

  /** At least 0. */
  long millis() {
    return start == null || end == null ? 0 : Math.max(0, Duration.between(start, end).toMillis());
  }

  /** The same span sent again has the same name; no other has it. */
  String id() {
    return ids.traceId() + ":" + ids.spanId();
  }
}

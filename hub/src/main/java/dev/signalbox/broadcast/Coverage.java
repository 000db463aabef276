package dev.signalbox.broadcast;

import java.util.HashMap;
import java.util.Map;

/**
 * Which sequences of which session this connection has had in full, so that a {@code subscribe}
 * with an older {@code since} repeats none of them. One span for each session is kept: the newest,
 * or the union when they touch. Used on the connection's event loop only.
 */
final class Coverage {
  /** Stands for every session. */
  static final String ALL = "*";

  /** Sequences {@code (after, upTo]}; open ended while subscribed. */
  private record Span(long after, long upTo) {
    boolean contains(long sequence) {
      return sequence > after && sequence <= upTo;
    }
  }

  private final Map<String, Span> spans = new HashMap<>();

  /** From here on, everything of the session is delivered. */
  void begin(String sessionId, long after) {
    Span before = spans.get(sessionId);
    long from = before != null && before.upTo() >= after ? Math.min(before.after(), after) : after;
    spans.put(sessionId, new Span(from, Long.MAX_VALUE));
  }

  /** Nothing more of the session is delivered. */
  void end(String sessionId, long upTo) {
    spans.computeIfPresent(sessionId, (id, span) -> new Span(span.after(), upTo));
    if (spans.size() > 2 * Filter.SESSIONS_MAX) {
      // A client that hops through thousands of sessions may see an old event again.
      spans.values().removeIf(span -> span.upTo() != Long.MAX_VALUE);
    }
  }

  boolean contains(String sessionId, long sequence) {
    return covers(sessionId, sequence) || covers(ALL, sequence);
  }

  private boolean covers(String key, long sequence) {
    Span span = spans.get(key);
    return span != null && span.contains(sequence);
  }
}

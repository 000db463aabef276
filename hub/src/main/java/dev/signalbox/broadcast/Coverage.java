package dev.signalbox.broadcast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which sequences of which session this connection has had in full, so that a {@code subscribe}
 * with an older {@code since} repeats none of them. Used on the connection's event loop only.
 */
final class Coverage {
  /** Spans that are kept; beyond that, those that have ended are forgotten. */
  static final int SPANS_MAX = 2 * Filter.SESSIONS_MAX;

  private static final long OPEN = Long.MAX_VALUE;

  /** Sequences {@code (after, upTo]}; open ended while subscribed. */
  private record Span(long after, long upTo) {
    boolean contains(long sequence) {
      return sequence > after && sequence <= upTo;
    }

    boolean touches(Span other) {
      return after <= other.upTo && other.after <= upTo;
    }

    Span with(Span other) {
      return new Span(Math.min(after, other.after), Math.max(upTo, other.upTo));
    }
  }

  private final Map<String, List<Span>> spans = new HashMap<>();

  /** From here on, everything of the session is delivered. */
  void begin(String sessionId, long after) {
    add(sessionId, after, OPEN);
  }

  /** Nothing more of the session is delivered. */
  void end(String sessionId, long upTo) {
    spans.computeIfPresent(sessionId, (id, all) -> ended(all, upTo));
    if (spans.values().stream().mapToInt(List::size).sum() > SPANS_MAX) {
      // A client that hops through thousands of sessions may see an old event again.
      spans.values().forEach(all -> all.removeIf(span -> span.upTo() != OPEN));
      spans.values().removeIf(List::isEmpty);
    }
  }

  /** Everything of the session in {@code (after, upTo]} is delivered. */
  void add(String sessionId, long after, long upTo) {
    List<Span> all = spans.computeIfAbsent(sessionId, id -> new ArrayList<>());
    var added = new Span(after, upTo);
    for (Span span : List.copyOf(all)) {
      if (span.touches(added)) {
        all.remove(span);
        added = span.with(added);
      }
    }
    all.add(added);
  }

  boolean contains(String sessionId, long sequence) {
    return covers(sessionId, sequence) || covers(Filter.ALL, sequence);
  }

  private boolean covers(String key, long sequence) {
    return spans.getOrDefault(key, List.of()).stream().anyMatch(span -> span.contains(sequence));
  }

  private static List<Span> ended(List<Span> all, long upTo) {
    all.replaceAll(span -> span.upTo() == OPEN ? new Span(span.after(), upTo) : span);
    return all;
  }
}

package dev.signalbox.agents.otlp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The spans of one request, by their ids. What came in another request is not known here. */
final class Trace {
  /** Deeper nesting, or spans that are each other's parents, are not followed. */
  private static final int DEPTH_MAX = 100;

  private final Map<String, Span> spans = new HashMap<>();
  private final Map<String, String> conversations = new HashMap<>();

  Trace(List<Span> all) {
    for (Span span : all) {
      spans.put(span.id(), span);
      String conversation = span.attributes().text(GenAiNames.CONVERSATION);
      if (conversation != null) {
        conversations.putIfAbsent(span.ids().traceId(), conversation);
      }
    }
  }

  /** The nearest span above that is like this. */
  Optional<Span> above(Span span, Predicate<Span> isLike) {
    Optional<Span> parent = parent(span);
    for (int depth = 0; depth < DEPTH_MAX && parent.isPresent(); depth++) {
      if (isLike.test(parent.get())) {
        return parent;
      }
      parent = parent(parent.get());
    }
    return Optional.empty();
  }

  Optional<Span> parent(Span span) {
    return Optional.ofNullable(spans.get(span.ids().traceId() + ":" + span.ids().parentId()));
  }

  /** Whether everything above it, up to the root, is known. */
  boolean isWhole(Span span) {
    Span top = above(span, it -> it.ids().parentId().isEmpty()).orElse(span);
    return top.ids().parentId().isEmpty();
  }

  /** The conversation that some span of this trace belongs to. */
  Optional<String> conversation(String traceId) {
    return Optional.ofNullable(conversations.get(traceId));
  }
}

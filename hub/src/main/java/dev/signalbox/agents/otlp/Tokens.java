package dev.signalbox.agents.otlp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Tokens of one call. {@code input} are those that came from no cache and went into none. */
record Tokens(long input, long output, long cacheRead, long cacheWrite) {
  /**
   * Tokens as most services count them: with the cached ones among the input.
   *
   * @param input null counts as 0, here and below
   */
  static Tokens withCacheInInput(
      @Nullable Long input,
      @Nullable Long output,
      @Nullable Long cacheRead,
      @Nullable Long cacheWrite) {
    long fresh = count(input) - count(cacheRead) - count(cacheWrite);
    return new Tokens(Math.max(0, fresh), count(output), count(cacheRead), count(cacheWrite));
  }

  static long count(@Nullable Long number) {
    return number == null ? 0 : Math.max(0, number);
  }

  /** Fills the body of a {@code usage:recorded}. */
  ObjectNode into(ObjectNode body) {
    return body.put("inputTokens", input)
        .put("outputTokens", output)
        .put("cacheReadTokens", cacheRead)
        .put("cacheWriteTokens", cacheWrite);
  }
}

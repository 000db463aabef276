package dev.signalbox.protocol;

/**
 * Tokens and cost, summed.
 *
 * @param costUsd US dollars, at least 0
 */
public record Usage(
    long inputTokens,
    long outputTokens,
    long cacheReadTokens,
    long cacheWriteTokens,
    double costUsd) {
  /** Nothing used. */
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

  /** The sum; it stays at the largest number rather than turn negative or infinite. */
  public Usage plus(Usage other) {
    return new Usage(
        sum(inputTokens, other.inputTokens),
        sum(outputTokens, other.outputTokens),
        sum(cacheReadTokens, other.cacheReadTokens),
        sum(cacheWriteTokens, other.cacheWriteTokens),
        Math.min(Double.MAX_VALUE, costUsd + other.costUsd));
  }

  private static long sum(long some, long more) {
    return some > Long.MAX_VALUE - more ? Long.MAX_VALUE : some + more;
  }
}

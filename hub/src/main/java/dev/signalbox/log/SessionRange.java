package dev.signalbox.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events of one session to read.
 *
 * @param after only greater sequences; when given, oldest first, otherwise newest first
 * @param before only smaller sequences
 * @param types only these types; empty means all
 * @param limit 1 to 1,001 events
 */
public record SessionRange(
    String sessionId, @Nullable Long after, @Nullable Long before, List<String> types, int limit) {
  /** JSON in one answer, in bytes; the last event may pass it. A thousand events may be a GiB. */
  public static final int BYTES_MAX = 4 * 1024 * 1024;

  public SessionRange {
    types = List.copyOf(types);
    if (limit < 1 || limit > 1_001) {
      throw new IllegalArgumentException("Expected limit 1 to 1001, but got " + limit);
    }
  }
}

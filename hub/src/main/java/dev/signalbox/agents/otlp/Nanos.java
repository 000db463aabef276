package dev.signalbox.agents.otlp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times of OTLP: nanoseconds since 1970, where 0 means that nobody knows. */
final class Nanos {
  private static final long SECOND = 1_000_000_000;

  private Nanos() {}

  static @Nullable Instant instant(long nanos) {
    return nanos <= 0 ? null : Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND);
  }
}

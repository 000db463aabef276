package dev.signalbox.protocol;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes UUIDs of version 7 (RFC 9562, section 5.7): they sort by time and need no coordination. */
public final class TimeOrderedId {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private TimeOrderedId() {}

  /** A new id; the milliseconds of {@code now} come first in it. */
  public static String next(Instant now) {
    var random = ThreadLocalRandom.current();
    long high = (now.toEpochMilli() << 16) | VERSION_7 | (random.nextLong() & 0x0fffL);
    long low = VARIANT | (random.nextLong() >>> 2);
    return new UUID(high, low).toString();
  }
}

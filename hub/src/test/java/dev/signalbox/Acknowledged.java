package dev.signalbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What writers were told is stored, by sequence. Thread safe. */
final class Acknowledged {
  private final Map<Long, Write> writes = new ConcurrentHashMap<>();
  private final AtomicInteger lastNumber = new AtomicInteger();

  /** An event by its session and its own number. */
  record Write(String sessionId, int number) {}

  Write next(String sessionId) {
    return new Write(sessionId, lastNumber.incrementAndGet());
  }

  void add(long sequence, Write write) {
    Write other = writes.putIfAbsent(sequence, write);
    if (other != null) {
      throw new AssertionError("Sequence " + sequence + " was given to " + other + " and " + write);
    }
  }

  Map<Long, Write> writes() {
    return writes;
  }
}

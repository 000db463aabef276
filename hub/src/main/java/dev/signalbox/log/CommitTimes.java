package dev.signalbox.log;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** How much the commits carried and how long they took. Written by one thread, read by any. */
final class CommitTimes {
  static final TimeUnit UNIT = TimeUnit.NANOSECONDS;

  private final LongAdder commits = new LongAdder();
  private final LongAdder proposals = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** One commit, from taking the first proposal to answering the last. */
  void committed(int batch, long durationNanos) {
    commits.increment();
    proposals.add(batch);
    nanos.add(durationNanos);
  }

  long commits() {
    return commits.sum();
  }

  long proposals() {
    return proposals.sum();
  }

  /** In {@link #UNIT}. */
  double total() {
    return nanos.sum();
  }
}

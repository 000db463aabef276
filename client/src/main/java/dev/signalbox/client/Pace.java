package dev.signalbox.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The times of a subscription.
 *
 * @param retryMin before the first new attempt; doubles with each one that fails
 * @param retryMax the longest between two attempts
 * @param silenceMax after which a connection counts as dead; the hub says something every 15 s
 */
record Pace(Duration retryMin, Duration retryMax, Duration silenceMax) {
  static final Pace STANDARD =
      new Pace(Duration.ofMillis(500), Duration.ofSeconds(15), Duration.ofSeconds(45));

  private static final int DOUBLINGS_MAX = 10;

  /**
   * How long to wait after so many failures in a row. The jitter, from half to whole, keeps the
   * clients of a restarted hub from returning in one wave.
   */
  Duration delay(int failures, RandomGenerator random) {
    long doubled = retryMin.toMillis() << Math.clamp(failures, 0, DOUBLINGS_MAX);
    long ceiling = Math.min(doubled, retryMax.toMillis());
    return Duration.ofMillis(Math.round(ceiling * random.nextDouble(0.5, 1.0)));
  }
}

package dev.signalbox.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * So much time to get something from a hub that may be away: whoever has it tries again, at ever
 * longer intervals, until it is used up. Only for what may be done twice: whether a hub that did
 * not answer has done it is not known. Used by one thread.
 */
public final class Patience {
  private final Pace pace;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final long endNanos;

  /** Something to ask of a hub. */
  @FunctionalInterface
  public interface Attempt<T> {
    T make() throws InterruptedException;
  }

  Patience(Duration time, Pace pace) {
    this.pace = pace;
    this.endNanos = System.nanoTime() + time.toNanos();
  }

  /** Begins now. */
  public static Patience of(Duration time) {
    return new Patience(time, Pace.STANDARD);
  }

  /** What is left of it; zero when nothing is. */
  public Duration rest() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  /**
   * What the hub says, once it is there. Throws what the last attempt threw, when that was no
   * question of time, or there is none left.
   */
  public <T> T insist(Attempt<T> attempt) throws InterruptedException {
    for (int failures = 0; ; failures++) {
      try {
        return attempt.make();
      } catch (HubUnreachableException e) {
        pause(failures, e);
      } catch (HubProblemException e) {
        if (!e.problem().isPassing()) {
          throw e;
        }
        pause(failures, e);
      }
    }
  }

  private void pause(int failures, RuntimeException fault) throws InterruptedException {
    Duration rest = rest();
    if (rest.isZero()) {
      throw fault;
    }
    Duration delay = pace.delay(failures, random);
    Thread.sleep(delay.compareTo(rest) < 0 ? delay : rest);
  }
}

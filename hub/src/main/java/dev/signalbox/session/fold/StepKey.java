package dev.signalbox.session.fold;

import java.util.Comparator;

/** What a step is called within its session. */
public record StepKey(String chainId, int stepNumber) implements Comparable<StepKey> {
  private static final Comparator<StepKey> ORDER =
      Comparator.comparing(StepKey::chainId).thenComparingInt(StepKey::stepNumber);

  @Override
  public int compareTo(StepKey other) {
    return ORDER.compare(this, other);
  }
}

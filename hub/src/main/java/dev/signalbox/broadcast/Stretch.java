package dev.signalbox.broadcast;

import java.util.List;

/**
 * A part of the log that was read from the store.
 *
 * @param after the sequence before it
 * @param frames in order; without holes, but what retention has removed may be missing before the
 *     first
 */
record Stretch(long after, List<Frame> frames) {

  /** The last sequence in it. */
  long upTo() {
    return frames.isEmpty() ? after : frames.getLast().sequence();
  }

  /** Whether it tells what comes next for somebody who stands there. */
  boolean continues(long cursor) {
    return after <= cursor && cursor < upTo();
  }

  /** Whether whoever stands there has the greater part of it behind. */
  boolean isNearlyDone(long cursor) {
    return cursor - after > upTo() - cursor;
  }

  /** What of it comes after a sequence. */
  List<Frame> after(long cursor) {
    long known = cursor + 1 - frames.getFirst().sequence();
    return known <= 0 ? frames : frames.subList(Math.toIntExact(known), frames.size());
  }
}

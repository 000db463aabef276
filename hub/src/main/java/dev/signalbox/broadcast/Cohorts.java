package dev.signalbox.broadcast;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What comes next for each cohort of one event loop, made once and kept for a moment: a thousand
 * connections that follow the same sessions cost one encoding and one buffer. Used on that event
 * loop only.
 */
final class Cohorts {
  /**
   * Memory of the chunks that are kept at a time, for each event loop: those of six hundred
   * different filters at a thousand events a second, or ten thousand events of a replay.
   */
  private static final int KEPT_BYTES_MAX = 4 * 1024 * 1024;

  private final Timeline timeline;
  private final Map<Cohort, Chunk> ready = new LinkedHashMap<>();
  private int readyBytes;
  private long headBefore;
  private long deletionsBefore;
  private int made;

  Cohorts(Timeline timeline) {
    this.timeline = timeline;
  }

  /**
   * What comes next for a cohort that has not everything; empty when only the store can tell. The
   * caller owns it.
   */
  Optional<Chunk> next(Cohort cohort) {
    Chunk known = ready.get(cohort);
    return known != null
        ? Optional.of(known.shared())
        : timeline
            .ready(cohort.cursor(), cohort.filter().summaries())
            .map(frames -> keep(cohort, frames).shared());
  }

  /**
   * What comes next, out of frames that the store has told. The caller owns it.
   *
   * @param deletions how many there had been when the store was asked: since one more, what it told
   *     may be deleted, and is for nobody who asks later
   */
  Chunk next(Cohort cohort, List<Frame> stored, long deletions) {
    if (stored.isEmpty()) {
      throw new IllegalStateException(
          "The store has nothing after %d, but the log goes to %s"
              .formatted(cohort.cursor(), timeline.head()));
    }
    Chunk known = ready.get(cohort);
    if (known == null && timeline.deletions() != deletions) {
      return make(cohort, stored);
    }
    return (known == null ? keep(cohort, stored) : known).shared();
  }

  /**
   * A turn begins. Chunks that ended where the log did are forgotten, since there is more to say
   * now; full ones stay for others who come from far back, as long as anything happens and nothing
   * is deleted.
   */
  void begin() {
    made = 0;
    long head = timeline.head().sequence();
    boolean isDeletion = timeline.deletions() != deletionsBefore;
    deletionsBefore = timeline.deletions();
    long endedAtHead = head == headBefore || isDeletion ? 0 : headBefore;
    headBefore = head;
    Iterator<Chunk> chunks = ready.values().iterator();
    while (chunks.hasNext()) {
      Chunk next = chunks.next();
      if (next.upTo() >= endedAtHead) {
        forget(next, chunks);
      }
    }
  }

  /** Chunks that had to be made since the turn began. */
  int made() {
    return made;
  }

  private Chunk keep(Cohort cohort, List<Frame> frames) {
    Chunk chunk = make(cohort, frames);
    ready.put(cohort, chunk);
    readyBytes += chunk.memory();
    while (readyBytes > KEPT_BYTES_MAX && ready.size() > 1) {
      forgetOldest();
    }
    return chunk;
  }

  private Chunk make(Cohort cohort, List<Frame> frames) {
    made++;
    return cohort.chunk(frames, timeline.head());
  }

  private void forgetOldest() {
    Iterator<Chunk> oldest = ready.values().iterator();
    forget(oldest.next(), oldest);
  }

  /** It goes first: one that cannot be released would come back in every turn and fail them all. */
  private void forget(Chunk chunk, Iterator<Chunk> itsPlace) {
    itsPlace.remove();
    readyBytes -= chunk.memory();
    chunk.release();
  }
}

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
  /** Chunks that are kept at a time: 4 MiB at most for each event loop. */
  private static final int KEPT_MAX = 64;

  private final Timeline timeline;
  private final Map<Cohort, Chunk> ready = new LinkedHashMap<>();

  /** What the newest events in memory hold for a cohort. */
  sealed interface Next {
    /** This; perhaps without bytes, when the filter let nothing through. */
    record Ready(Chunk chunk) implements Next {}

    /** Nothing: it has everything. */
    record AtHead() implements Next {}

    /** It is so far behind that only the store can tell. */
    record InStore() implements Next {}
  }

  private static final Next AT_HEAD = new Next.AtHead();
  private static final Next IN_STORE = new Next.InStore();

  Cohorts(Timeline timeline) {
    this.timeline = timeline;
  }

  /** What comes next. */
  Next of(Cohort cohort) {
    if (cohort.cursor() >= timeline.head().sequence()) {
      return AT_HEAD;
    }
    Chunk known = ready.get(cohort);
    if (known != null) {
      return new Next.Ready(known);
    }
    Optional<List<Frame>> recent = timeline.recent(cohort.cursor());
    if (recent.isEmpty()) {
      return IN_STORE;
    }
    return recent.get().isEmpty() ? AT_HEAD : new Next.Ready(keep(cohort, recent.get()));
  }

  /** The next chunk out of frames that the store has told. */
  Chunk chunk(Cohort cohort, List<Frame> stored) {
    Chunk known = ready.get(cohort);
    return known == null ? keep(cohort, stored) : known;
  }

  /** Different chunks that were wanted since the last {@link #clear}. */
  int size() {
    return ready.size();
  }

  /** Forgets everything: the log has gone on. */
  void clear() {
    ready.values().forEach(Chunk::release);
    ready.clear();
  }

  private Chunk keep(Cohort cohort, List<Frame> frames) {
    Chunk chunk = cohort.chunk(frames, timeline.head());
    ready.put(cohort, chunk);
    if (ready.size() > KEPT_MAX) {
      Iterator<Chunk> oldest = ready.values().iterator();
      oldest.next().release();
      oldest.remove();
    }
    return chunk;
  }
}

package dev.signalbox.broadcast;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads the log from the store for those who come from far back, as a file system reads a file: a
 * little at first, much for whoever goes on where a read ended, and the next part before it is
 * asked for. The newest reads are kept, so that those who reconnect together share them, wherever
 * in them each one stands; what many ask for at once is read once. Thread safe.
 */
final class ReadAhead {
  /** What somebody gets who may be near the end: one chunk. */
  private static final int FIRST_BYTES = Chunk.BYTES_MAX;

  /** What somebody gets who reads on: some milliseconds of work. */
  private static final int NEXT_BYTES = 512 * 1024;

  /** Reads that are kept: about 4 MiB of events, and of summaries at most as much. */
  private static final int KEPT_MAX = 8;

  private final Source source;

  /** Newest last. */
  @GuardedBy("this")
  private final Deque<Stretch> kept = new ArrayDeque<>();

  @GuardedBy("this")
  private final Map<Long, CompletableFuture<Stretch>> underWay = new HashMap<>();

  /** Goes up when what was read may be false. */
  @GuardedBy("this")
  private int generation;

  /** The store. */
  @FunctionalInterface
  interface Source {
    /** Frames after a sequence, about so many bytes, but at least one when there is one. */
    CompletableFuture<List<Frame>> read(long after, int bytes);
  }

  ReadAhead(Source source) {
    this.source = source;
  }

  /**
   * What comes after a sequence, when a read that is kept has it.
   *
   * @param head the log goes up to here, at least: a read from there might find nothing, and would
   *     still be under way for who knows that the log has gone on
   */
  synchronized Optional<Stretch> ready(long after, long head) {
    Optional<Stretch> found = kept.stream().filter(stretch -> stretch.continues(after)).findFirst();
    if (found.isPresent() && found.get().upTo() < head) {
      continueWith(found.get(), after);
    }
    return found;
  }

  /** Reads what comes after a sequence, which must not be the end of the log. */
  synchronized CompletableFuture<Stretch> read(long after) {
    CompletableFuture<Stretch> known = underWay.get(after);
    return known == null ? begin(after) : known;
  }

  /** Forgets what was read, also by reads that are under way: something was deleted. */
  synchronized void forget() {
    generation++;
    kept.clear();
    underWay.clear();
  }

  // Whoever asks for it later finds it under way.
  @GuardedBy("this")
  @SuppressWarnings("FutureReturnValueIgnored")
  private void continueWith(Stretch stretch, long cursor) {
    if (stretch.isNearlyDone(cursor) && !isKnown(stretch.upTo())) {
      begin(stretch.upTo());
    }
  }

  @GuardedBy("this")
  private boolean isKnown(long after) {
    return underWay.containsKey(after)
        || kept.stream().anyMatch(stretch -> stretch.continues(after));
  }

  // Whoever waits handles the outcome.
  @GuardedBy("this")
  @SuppressWarnings("FutureReturnValueIgnored")
  private CompletableFuture<Stretch> begin(long after) {
    boolean goesOn = kept.stream().anyMatch(stretch -> stretch.upTo() == after);
    int current = generation;
    var answer = new CompletableFuture<Stretch>();
    underWay.put(after, answer);
    source
        .read(after, goesOn ? NEXT_BYTES : FIRST_BYTES)
        .whenComplete((frames, fault) -> {
          if (fault == null) {
            var stretch = new Stretch(after, frames);
            end(answer, stretch, current);
            answer.complete(stretch);
          } else {
            end(answer, new Stretch(after, List.of()), current);
            answer.completeExceptionally(fault);
          }
        });
    return answer;
  }

  private synchronized void end(CompletableFuture<Stretch> answer, Stretch stretch, int readIn) {
    if (!underWay.remove(stretch.after(), answer) || readIn != generation) {
      return;
    }
    if (!stretch.frames().isEmpty()) {
      kept.addLast(stretch);
    }
    if (kept.size() > KEPT_MAX) {
      kept.removeFirst();
    }
  }
}

package dev.signalbox.broadcast;

import dev.signalbox.broadcast.Summaries.Summary;
import dev.signalbox.log.EventLog;
import dev.signalbox.log.LogQueries;
import dev.signalbox.log.Readers;
import dev.signalbox.log.SessionRange;
import dev.signalbox.log.StoredEvent;
import dev.signalbox.protocol.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The whole log as frames: the newest from the tail, the older from the store. Both look the same
 * to a subscriber. Thread safe.
 */
final class Timeline {
  /** Events in one look at the tail, or at one session in the store. */
  private static final int EVENTS_MAX = 1_000;

  /** Events in one read of the store: small ones, some milliseconds of work. */
  private static final int READ_EVENTS_MAX = 4_000;

  private final EventLog eventLog;
  private final Readers readers;
  private final Summaries summaries;
  private final Frames frames;
  private final Tail tail;
  private final ReadAhead stored = new ReadAhead((after, bytes) -> read(after, bytes, false));
  private final ReadAhead withSummaries = new ReadAhead((after, bytes) -> read(after, bytes, true));
  private volatile long deletions;

  Timeline(EventLog eventLog, Readers readers, Summaries summaries, Frames frames, Tail tail) {
    this.eventLog = eventLog;
    this.readers = readers;
    this.summaries = summaries;
    this.frames = frames;
    this.tail = tail;
  }

  /** Goes up when events that somebody may still hold were deleted. Any thread may ask. */
  long deletions() {
    return deletions;
  }

  /** The newest committed position. */
  Position head() {
    return eventLog.head();
  }

  /** The newest position that a client may have seen: it can be ahead of the head for a moment. */
  Position visible() {
    return eventLog.visible();
  }

  /** Adds a batch that has just been committed; sequencer's thread only. */
  // Nobody else counts deletions.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void add(List<StoredEvent> events) {
    Map<Long, Summary> changed = summaries.justChanged();
    var batch = new ArrayList<Frame>(events.size());
    for (StoredEvent event : events) {
      if (event.type().equals("session:deleted")) {
        tail.forget(event.sessionId(), event.sequence());
        stored.forget();
        withSummaries.forget();
        deletions++;
        batch.replaceAll(frame -> forgotten(frame, event.sessionId()));
      }
      batch.add(frame(event, changed.get(event.sequence())));
    }
    tail.add(batch);
  }

  /**
   * What is in memory after a sequence; an empty list when the subscriber has everything; empty
   * when only the store can tell, also after a broadcast that failed.
   */
  Optional<List<Frame>> ready(long after, boolean wantsSummaries) {
    Optional<List<Frame>> recent = tail.after(after, EVENTS_MAX, Chunk.BYTES_MAX);
    boolean complete = recent.isPresent() && !recent.get().isEmpty();
    long head = eventLog.head().sequence();
    return complete || head <= after
        ? recent
        : store(wantsSummaries).ready(after, head).map(stretch -> stretch.after(after));
  }

  /** What the store has after a sequence, with summaries when wanted. */
  CompletableFuture<List<Frame>> stored(long after, boolean wantsSummaries) {
    ReadAhead store = store(wantsSummaries);
    return store
        .ready(after, eventLog.head().sequence())
        .map(stretch -> CompletableFuture.completedFuture(stretch.after(after)))
        .orElseGet(() -> store.read(after).thenApply(Stretch::frames));
  }

  private ReadAhead store(boolean wantsSummaries) {
    return wantsSummaries ? withSummaries : stored;
  }

  private CompletableFuture<List<Frame>> read(long after, int bytes, boolean wantsSummaries) {
    return readers.read(handle -> {
      List<StoredEvent> events = LogQueries.after(handle, after, READ_EVENTS_MAX, bytes);
      long last = events.isEmpty() ? after : events.getLast().sequence();
      Summaries.Stored changed =
          wantsSummaries
              ? summaries.between(handle, after, last, bytes)
              : new Summaries.Stored(Map.of(), last);
      return events.stream()
          .takeWhile(event -> event.sequence() <= changed.upTo())
          .map(event -> frame(event, changed.summaries().get(event.sequence())))
          .toList();
    });
  }

  /** Some events of one session after a sequence. */
  CompletableFuture<List<Frame>> storedOf(String sessionId, long after, long upTo) {
    var range = new SessionRange(sessionId, after, upTo + 1, List.of(), EVENTS_MAX);
    return readers.read(handle ->
        LogQueries.ofSession(handle, range, Chunk.BYTES_MAX).stream()
            .map(event -> frame(event, null))
            .toList());
  }

  private Frame frame(StoredEvent event, @Nullable Summary summary) {
    Frame frame = frames.frame(event);
    if (summary != null) {
      frame.summary(frames.summary(summary, event.sequence()));
    }
    return frame;
  }

  private static Frame forgotten(Frame frame, String sessionId) {
    return frame.sessionId().equals(sessionId) ? Frame.tombstone(frame.sequence()) : frame;
  }
}

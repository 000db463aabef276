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
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole log as frames: the newest from the tail, the older from the store. Both look the same
 * to a subscriber. Thread safe.
 */
final class Timeline {
  /** What is asked of the store. */
  private record Read(long after, boolean withSummaries) {}

  /** Events in one read of the store: some milliseconds of work. */
  private static final int EVENTS_MAX = 1_000;

  private final EventLog eventLog;
  private final Readers readers;
  private final Summaries summaries;
  private final Frames frames;
  private final Tail tail;
  private volatile long deletions;

  /** Reads under way: thousands who reconnect from one place ask for the same. */
  private final Map<Read, CompletableFuture<List<Frame>>> reads = new ConcurrentHashMap<>();

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

  /** Adds a batch that has just been committed; sequencer's thread only. */
  // Nobody else counts deletions.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void add(List<StoredEvent> events) {
    Map<Long, Summary> changed = summaries.justChanged();
    var batch = new ArrayList<Frame>(events.size());
    for (StoredEvent event : events) {
      if (event.type().equals("session:deleted")) {
        tail.forget(event.sessionId(), event.sequence());
        deletions++;
        batch.replaceAll(frame -> forgotten(frame, event.sessionId()));
      }
      batch.add(frame(event, changed.get(event.sequence())));
    }
    tail.add(batch);
  }

  /**
   * What the tail has after a sequence; an empty list when the subscriber has everything; empty
   * when only the store can tell, also after a broadcast that failed.
   */
  Optional<List<Frame>> recent(long after) {
    Optional<List<Frame>> recent = tail.after(after, EVENTS_MAX, Chunk.BYTES_MAX);
    boolean complete = recent.isPresent() && !recent.get().isEmpty();
    return complete || eventLog.head().sequence() <= after ? recent : Optional.empty();
  }

  /** What the store has after a sequence, with summaries when wanted. */
  // Whoever waits handles the outcome.
  @SuppressWarnings("FutureReturnValueIgnored")
  CompletableFuture<List<Frame>> stored(long after, boolean withSummaries) {
    var read = new Read(after, withSummaries);
    var mine = new CompletableFuture<List<Frame>>();
    CompletableFuture<List<Frame>> underWay = reads.putIfAbsent(read, mine);
    if (underWay != null) {
      return underWay;
    }
    readStore(after, withSummaries)
        .whenComplete((frames, fault) -> {
          reads.remove(read);
          if (fault == null) {
            mine.complete(frames);
          } else {
            mine.completeExceptionally(fault);
          }
        });
    return mine;
  }

  private CompletableFuture<List<Frame>> readStore(long after, boolean withSummaries) {
    return readers.read(handle -> {
      var events = LogQueries.after(handle, after, EVENTS_MAX, Chunk.BYTES_MAX);
      Map<Long, Summary> changed =
          withSummaries && !events.isEmpty()
              ? summaries.between(handle, after, events.getLast().sequence())
              : Map.of();
      return events.stream().map(event -> frame(event, changed.get(event.sequence()))).toList();
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

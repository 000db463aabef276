package dev.signalbox.broadcast;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest committed events in memory, without holes. The sequencer's thread adds; any thread
 * reads. Bounded in bytes: the oldest go first, and whoever still needs them reads the store.
 */
final class Tail {
  private final long bytesMax;

  @GuardedBy("this")
  private final TreeMap<Long, Frame> frames = new TreeMap<>();

  /** The frame that carries each session's newest summary. */
  @GuardedBy("this")
  private final Map<String, Frame> newest = new HashMap<>();

  @GuardedBy("this")
  private long first;

  @GuardedBy("this")
  private long last;

  @GuardedBy("this")
  private long bytes;

  /**
   * @param head newest sequence that is already in the store; the tail begins after it
   * @param bytesMax how much to keep, in bytes
   */
  Tail(long head, long bytesMax) {
    this.first = head + 1;
    this.last = head;
    this.bytesMax = bytesMax;
  }

  /** The newest sequence that was broadcast. */
  synchronized long last() {
    return last;
  }

  /** How many events it holds. */
  synchronized int size() {
    return frames.size();
  }

  /** What they take, in bytes. */
  synchronized long bytes() {
    return bytes;
  }

  /**
   * Adds a committed batch. When batches are missing in between, since their broadcast failed, the
   * tail starts anew here: readers find what is missing in the store.
   */
  synchronized void add(List<Frame> batch) {
    if (batch.getFirst().sequence() != last + 1) {
      frames.clear();
      newest.clear();
      bytes = 0;
      first = batch.getFirst().sequence();
    }
    batch.forEach(this::put);
    while (bytes > bytesMax && frames.size() > 1) {
      dropOldest();
    }
  }

  /**
   * Frames after a sequence, oldest first: at most {@code framesMax} and about {@code wantedBytes}.
   * Empty when the tail does not reach back that far; an empty list when there is nothing newer.
   */
  synchronized Optional<List<Frame>> after(long sequence, int framesMax, int wantedBytes) {
    if (sequence + 1 < first) {
      return Optional.empty();
    }
    var taken = new ArrayList<Frame>();
    int takenBytes = 0;
    for (Frame frame : frames.tailMap(sequence, false).values()) {
      if (taken.size() == framesMax || takenBytes >= wantedBytes) {
        break;
      }
      taken.add(frame);
      takenBytes += frame.bytes();
    }
    return Optional.of(taken);
  }

  /** Empties a deleted session's events before a sequence. */
  synchronized void forget(String sessionId, long before) {
    for (Map.Entry<Long, Frame> entry : frames.headMap(before, false).entrySet()) {
      Frame frame = entry.getValue();
      if (frame.sessionId().equals(sessionId)) {
        Frame tombstone = Frame.tombstone(frame.sequence());
        bytes += tombstone.bytes() - frame.bytes();
        entry.setValue(tombstone);
      }
    }
    newest.remove(sessionId);
  }

  @GuardedBy("this")
  private void put(Frame frame) {
    last = frame.sequence();
    frames.put(last, frame);
    bytes += frame.bytes();
    if (frame.summary() != null) {
      Frame older = newest.put(frame.sessionId(), frame);
      if (older != null) {
        bytes -= older.bytes();
        older.summary(null);
        bytes += older.bytes();
      }
    }
  }

  @GuardedBy("this")
  private void dropOldest() {
    Frame oldest = frames.pollFirstEntry().getValue();
    bytes -= oldest.bytes();
    newest.remove(oldest.sessionId(), oldest);
    first = oldest.sequence() + 1;
  }
}

package dev.signalbox.broadcast;

import dev.signalbox.protocol.Message;
import dev.signalbox.protocol.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connections of one event loop that speak the same, want the same and stand at the same place:
 * what comes next is the same bytes for all of them.
 *
 * @param cursor the last sequence that was looked at
 * @param eventsAfter events up to here they have had, their sessions' summaries perhaps not
 */
record Cohort(Wire wire, Filter filter, long cursor, long eventsAfter) {

  /**
   * The next chunk: what the filter lets through of these frames, as much as fits.
   *
   * @param frames after the cursor, in order
   * @param log any position of the log
   */
  Chunk chunk(List<Frame> frames, Position log) {
    var chunk = new Chunk.Builder(wire);
    long reached = cursor;
    for (Frame frame : frames) {
      if (chunk.isFull()) {
        break;
      }
      if (frame.sequence() <= reached) {
        continue;
      }
      if (frame.sequence() != reached + 1) {
        chunk.add(gap(log.at(reached), log.at(frame.sequence() - 1)));
      }
      reached = frame.sequence();
      addIfPresent(chunk, reached > eventsAfter ? filter.pick(frame) : null);
      addIfPresent(chunk, filter.summaries() ? frame.summary() : null);
    }
    return chunk.upTo(reached);
  }

  private static Outgoing gap(Position from, Position to) {
    return Outgoing.of(new Message.Gap(from.toString(), to, Message.Gap.Reason.RETENTION), to);
  }

  private static void addIfPresent(Chunk.Builder chunk, @Nullable Outgoing message) {
    if (message != null) {
      chunk.add(message);
    }
  }
}

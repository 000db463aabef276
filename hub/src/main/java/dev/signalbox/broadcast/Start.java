package dev.signalbox.broadcast;

import dev.signalbox.protocol.Message;
import dev.signalbox.protocol.Position;
import org.jspecify.annotations.Nullable;

/**
 * From where a client is served, which is not always from where it asked to be.
 *
 * @param from events after this are sent
 * @param gap what cannot be sent, and why; null for nothing
 */
record Start(Position from, Message.@Nullable Gap gap) {

  /**
   * @param since where the client stands; null for now
   * @param now where it is served from otherwise
   * @param newest what a client can have seen of this log
   */
  static Start of(@Nullable Position since, Position now, Position newest) {
    if (since == null) {
      return new Start(now, null);
    }
    if (!since.epoch().equals(newest.epoch())) {
      return new Start(now, new Message.Gap(since.toString(), now, Message.Gap.Reason.EPOCH));
    }
    return since.sequence() > newest.sequence()
        ? new Start(now, new Message.Gap(since.toString(), now, Message.Gap.Reason.FUTURE))
        : new Start(since, null);
  }

  /** Whether nothing is missing. */
  boolean isRecovered() {
    return gap == null;
  }
}

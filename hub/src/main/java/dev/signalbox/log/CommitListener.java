package dev.signalbox.log;

import java.util.List;

/** Told of every batch that became durable, in order, on the sequencer's thread. */
@FunctionalInterface
public interface CommitListener {
  /** Must not block. See {@link CommitListeners} for what happens when it throws. */
  void committed(List<StoredEvent> events);
}

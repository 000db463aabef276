package dev.signalbox.log;

import java.util.List;

/** Told of every batch that became durable, in order, on the sequencer's thread. */
@FunctionalInterface
public interface CommitListener {
  /** Must not block. Whatever it throws is logged and counted and changes nothing else (P3). */
  void committed(List<StoredEvent> events);
}

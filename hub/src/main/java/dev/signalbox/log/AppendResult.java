package dev.signalbox.log;

import dev.signalbox.protocol.InvalidEventException;

/** What became of one event that somebody wanted to append. */
public sealed interface AppendResult {

  /** It is on disk under this sequence. */
  record Appended(long sequence) implements AppendResult {}

  /** It was there already, by its {@code eventId}, under this sequence. */
  record Duplicate(long sequence) implements AppendResult {}

  /** State forbids it; nothing was stored. */
  record Rejected(InvalidEventException reason) implements AppendResult {}
}

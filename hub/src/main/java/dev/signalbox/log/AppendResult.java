package dev.signalbox.log;

/** What became of one event that somebody wanted to append. */
public sealed interface AppendResult {

  /** It is on disk under this sequence. */
  record Appended(long sequence) implements AppendResult {}

  /** It was there already, by its {@code eventId}, under this sequence. */
  record Duplicate(long sequence) implements AppendResult {}
}

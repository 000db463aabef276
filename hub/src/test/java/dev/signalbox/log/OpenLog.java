package dev.signalbox.log;

/** A log that is in use, with all that belongs to it. */
interface OpenLog {
  EventLog log();

  /** Lets go of the store; an unfinished transaction ends as in a crash. */
  void close();
}

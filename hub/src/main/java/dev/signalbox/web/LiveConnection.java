package dev.signalbox.web;

/** A connection that is looked after now and then. Runs on its event loop. */
sealed interface LiveConnection permits LiveSocket, LiveStream {
  /** Says something when it is time, and gives up on a client that is gone. */
  void beat();
}

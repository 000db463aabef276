package dev.signalbox.broadcast;

import java.time.Duration;
import java.util.concurrent.Executor;

/** One event loop: runs tasks one after the other, on one thread. Any thread may hand it some. */
public interface Loop extends Executor {
  /**
   * Runs the task after a while, with no delay when the network has been looked at once more; on
   * the loop only.
   */
  void later(Duration delay, Runnable task);
}

package dev.signalbox;

import java.util.List;

/** One ask, and what happens to it. */
interface Story {
  /** What happens, all at the same time. */
  List<Runnable> parts();

  /** Waits until nothing happens any more, and checks what has become of it. */
  void settle();

  /** Checks what only time ends. */
  void end();
}

package dev.signalbox;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a hub has opened so far. Closes the last one first, and each once. */
final class Opened implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Opened.class);

  private final Deque<Runnable> closings = new ArrayDeque<>();

  /** Remembers how a part that has just been opened is closed. */
  synchronized void add(Runnable closing) {
    closings.push(closing);
  }

  /** A part that cannot be closed keeps no other one open. */
  @Override
  public synchronized void close() {
    while (!closings.isEmpty()) {
      try {
        closings.pop().run();
      } catch (RuntimeException e) {
        log.error("A part of the hub could not be closed", e);
      }
    }
  }
}

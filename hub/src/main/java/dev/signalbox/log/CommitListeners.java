package dev.signalbox.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells several listeners of a commit; what one of them throws is logged and counted, and neither
 * the others nor the writer notice (P3). Listeners may be added at any time.
 */
public final class CommitListeners implements CommitListener {
  private static final Logger log = LoggerFactory.getLogger(CommitListeners.class);

  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
  private final LongAdder failures = new LongAdder();

  public void add(CommitListener listener) {
    listeners.add(listener);
  }

  /** How often a listener has thrown. */
  public long failures() {
    return failures.sum();
  }

  @Override
  public void committed(List<StoredEvent> events) {
    for (CommitListener listener : listeners) {
      try {
        listener.committed(events);
      } catch (RuntimeException | Error e) {
        failures.increment();
        log.error(
            "Telling of {} events failed; they are stored, and clients read them from the log",
            events.size(),
            e);
      }
    }
  }
}

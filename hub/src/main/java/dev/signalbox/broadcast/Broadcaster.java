package dev.signalbox.broadcast;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The subscribers of one event loop. Only that loop touches them; any thread may wake it. */
final class Broadcaster {
  private static final Logger log = LoggerFactory.getLogger(Broadcaster.class);

  private final Executor loop;
  private final Set<Subscriber> subscribers = new LinkedHashSet<>();
  private final AtomicBoolean isScheduled = new AtomicBoolean();

  Broadcaster(Executor loop) {
    this.loop = loop;
  }

  void add(Subscriber subscriber) {
    subscribers.add(subscriber);
    subscriber.advance();
  }

  /** Whether it was there. */
  boolean remove(Subscriber subscriber) {
    subscriber.close();
    return subscribers.remove(subscriber);
  }

  /** Lets every subscriber look for news; calls that come before it runs are one. */
  void wake() {
    if (isScheduled.compareAndSet(false, true)) {
      loop.execute(() -> {
        isScheduled.set(false);
        List.copyOf(subscribers).forEach(Broadcaster::advance);
      });
    }
  }

  void closeAll() {
    loop.execute(() ->
        List.copyOf(subscribers)
            .forEach(it -> it.end(CloseCode.GOING_AWAY, "The hub is shutting down")));
  }

  /** One subscriber's fault is its own. */
  private static void advance(Subscriber subscriber) {
    try {
      subscriber.advance();
    } catch (RuntimeException e) {
      log.error("Client {} could not be served and is closed", subscriber.clientId(), e);
      subscriber.end(CloseCode.OVERLOADED, "The hub could not serve this connection");
    }
  }
}

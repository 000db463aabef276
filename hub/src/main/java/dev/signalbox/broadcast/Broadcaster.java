package dev.signalbox.broadcast;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscribers of one event loop. Only that loop touches them; any thread may wake it.
 *
 * <p><b>Frame budget.</b> After a turn in which everybody was sent what is new, the next one comes
 * at the soonest when {@value #REST} times that turn's duration have passed, but after 16 ms, one
 * frame of a display, in any case. Few connections are thus served at once, event by event; with
 * thousands, what happens within a frame shares one write, and the loop has time for requests in
 * between.
 */
final class Broadcaster {
  private static final Logger log = LoggerFactory.getLogger(Broadcaster.class);

  private static final long FRAME_NANOS = Duration.ofMillis(16).toNanos();
  private static final int REST = 4;

  private final Loop loop;
  private final Cohorts cohorts;
  private final Traffic traffic;
  private final Set<Subscriber> subscribers = new LinkedHashSet<>();
  private final AtomicBoolean isAwake = new AtomicBoolean();
  private long nextTurnNanos = System.nanoTime();
  private volatile int lastCohorts;
  private volatile int lastBehind;

  Broadcaster(Loop loop, Timeline timeline, Traffic traffic) {
    this.loop = loop;
    this.traffic = traffic;
    this.cohorts = new Cohorts(timeline);
  }

  Loop loop() {
    return loop;
  }

  Cohorts next() {
    return cohorts;
  }

  Traffic traffic() {
    return traffic;
  }

  /** Different chunks in the last turn. Any thread may ask, as for {@link #behind}. */
  int cohorts() {
    return lastCohorts;
  }

  /** Subscribers who could not be sent everything in the last turn. */
  int behind() {
    return lastBehind;
  }

  void add(Subscriber subscriber) {
    subscribers.add(subscriber);
    advance(subscriber);
  }

  /** Whether it was there. */
  boolean remove(Subscriber subscriber) {
    subscriber.close();
    return subscribers.remove(subscriber);
  }

  /** Lets every subscriber look for news; calls that come before it does are one. */
  void wake() {
    if (isAwake.compareAndSet(false, true)) {
      loop.execute(this::turnWhenDue);
    }
  }

  void closeAll() {
    loop.execute(() ->
        List.copyOf(subscribers)
            .forEach(it -> it.end(CloseCode.GOING_AWAY, "The hub is shutting down")));
  }

  private void turnWhenDue() {
    long rest = nextTurnNanos - System.nanoTime();
    if (rest <= 0) {
      turn();
    } else {
      loop.later(Duration.ofNanos(rest), this::turn);
    }
  }

  private void turn() {
    isAwake.set(false);
    long began = System.nanoTime();
    cohorts.clear();
    int behind = 0;
    for (Subscriber subscriber : List.copyOf(subscribers)) {
      advance(subscriber);
      behind += subscriber.isBehind() ? 1 : 0;
    }
    lastCohorts = cohorts.size();
    lastBehind = behind;
    long ended = System.nanoTime();
    nextTurnNanos = Math.min(began + FRAME_NANOS, ended + REST * (ended - began));
  }

  /** One subscriber's fault is its own. */
  void advance(Subscriber subscriber) {
    try {
      subscriber.advance();
    } catch (RuntimeException e) {
      log.error("Client {} could not be served and is closed", subscriber.clientId(), e);
      subscriber.end(CloseCode.OVERLOADED, "The hub could not serve this connection");
    }
  }
}

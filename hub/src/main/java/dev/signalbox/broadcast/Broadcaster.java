package dev.signalbox.broadcast;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscribers of one event loop. Only that loop touches them; any thread may wake it.
 *
 * <p><b>Frame budget.</b> After a turn in which everybody was sent what is new, the next one comes
 * at the soonest when {@value #REST} times that turn's duration have passed, but 16 ms, one frame
 * of a display, after its beginning in any case, unless it took more than a third of them: most of
 * the loop's time is for others. Few connections are thus served at once, event by event; with
 * thousands, what happens within a frame shares one write.
 *
 * <p><b>Those who are behind</b>, after a reconnect or because their network was slow, are not part
 * of the turns. They stand in a queue that is served for {@value #SLICE_MILLIS} ms at a time, and
 * at most {@value #UNDER_WAY_MAX} of them wait for their network at once: five thousand who come
 * back together would otherwise all become writable together, and the loop would write for them
 * before it reads anything else. Who takes longer than {@value #SLOW_MILLIS} ms, because its
 * network is slow, leaves its place to others.
 */
final class Broadcaster {
  private static final Logger log = LoggerFactory.getLogger(Broadcaster.class);

  private static final long FRAME_NANOS = Duration.ofMillis(16).toNanos();
  private static final int REST = 4;
  private static final int REST_MIN = 2;
  private static final int SLICE_MILLIS = 2;
  private static final long SLICE_NANOS = Duration.ofMillis(SLICE_MILLIS).toNanos();

  private static final int UNDER_WAY_MAX = 64;
  private static final int SLOW_MILLIS = 50;
  private static final long SLOW_NANOS = Duration.ofMillis(SLOW_MILLIS).toNanos();
  private static final Duration UNTIL_A_PLACE_IS_FREE = Duration.ofMillis(1);

  private final Loop loop;
  private final Cohorts cohorts;
  private final Traffic traffic;
  private final Set<Subscriber> subscribers = new LinkedHashSet<>();
  private final ArrayDeque<Subscriber> behind = new ArrayDeque<>();

  /** Those who wait for their network or the store, and since when. */
  private final Map<Subscriber, Long> underWay = new LinkedHashMap<>();

  private boolean isCatchingUp;
  private final AtomicBoolean isAwake = new AtomicBoolean();
  private long nextTurnNanos = System.nanoTime();
  private volatile int lastMade;
  private volatile int lastBehind;

  Broadcaster(Loop loop, Timeline timeline, Traffic traffic) {
    this.loop = loop;
    this.traffic = traffic;
    this.cohorts = new Cohorts(timeline);
  }

  Loop loop() {
    return loop;
  }

  Cohorts cohorts() {
    return cohorts;
  }

  Traffic traffic() {
    return traffic;
  }

  /** Different chunks in the last turn. Any thread may ask, as for {@link #behind}. */
  int chunksMade() {
    return lastMade;
  }

  /** Subscribers who could not be sent everything in the last turn. */
  int behind() {
    return lastBehind;
  }

  void add(Subscriber subscriber) {
    subscribers.add(subscriber);
    guard(subscriber, subscriber::begin);
  }

  /** Whether it was there. */
  boolean remove(Subscriber subscriber) {
    subscriber.leave();
    underWay.remove(subscriber);
    return subscribers.remove(subscriber);
  }

  /** Lets a subscriber go on when those before it had their turn; on the loop only. */
  void queue(Subscriber subscriber) {
    underWay.remove(subscriber);
    behind.add(subscriber);
    if (!isCatchingUp) {
      isCatchingUp = true;
      loop.execute(this::catchUp);
    }
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
    cohorts.begin();
    int late = 0;
    for (Subscriber subscriber : List.copyOf(subscribers)) {
      if (!subscriber.isBehind()) {
        guard(subscriber, subscriber::advance);
      }
      late += subscriber.isBehind() ? 1 : 0;
    }
    lastMade = cohorts.made();
    lastBehind = late;
    long ended = System.nanoTime();
    long duration = ended - began;
    long restOfFrame = Math.max(FRAME_NANOS - duration, REST_MIN * duration);
    nextTurnNanos = ended + Math.min(REST * duration, restOfFrame);
  }

  private void catchUp() {
    long began = System.nanoTime();
    underWay.values().removeIf(since -> began - since > SLOW_NANOS);
    long now = began;
    while (!behind.isEmpty() && underWay.size() < UNDER_WAY_MAX && now - began < SLICE_NANOS) {
      Subscriber next = behind.remove();
      guard(next, next::resume);
      now = System.nanoTime();
      if (next.isWaiting()) {
        underWay.put(next, now);
      }
    }
    isCatchingUp = !behind.isEmpty();
    if (isCatchingUp) {
      loop.later(pause(now - began), this::catchUp);
    }
  }

  /** A crowd leaves most of the time to the others, who would not keep up themselves else. */
  private Duration pause(long sliceNanos) {
    if (underWay.size() >= UNDER_WAY_MAX) {
      return UNTIL_A_PLACE_IS_FREE;
    }
    return behind.size() > UNDER_WAY_MAX ? Duration.ofNanos(REST * sliceNanos) : Duration.ZERO;
  }

  /** One subscriber's fault is its own. */
  private static void guard(Subscriber subscriber, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      // Errors too: without memory for one buffer the others must go on.
      log.error("Client {} could not be served and is closed", subscriber.clientId(), e);
      end(subscriber);
    }
  }

  private static void end(Subscriber subscriber) {
    try {
      subscriber.end(CloseCode.OVERLOADED, "The hub could not serve this connection");
    } catch (RuntimeException | Error e) {
      log.error("Client {} could not be closed", subscriber.clientId(), e);
    }
  }
}

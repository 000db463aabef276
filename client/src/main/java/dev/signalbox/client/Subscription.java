package dev.signalbox.client;

import dev.signalbox.protocol.Position;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Follows a hub's log from a position, over as many connections as it takes: one that is lost is
 * made again where it broke, after a pause that grows. Everything happens on one virtual thread,
 * which also calls the listener; {@link #state}, {@link #position} and {@link #close} may be called
 * from any.
 */
public final class Subscription implements AutoCloseable {
  /** How long {@link #close} waits for a listener that is busy. */
  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

  private final HttpClient http;
  private final URI hub;
  private final Interest interest;
  private final SubscriptionListener listener;
  private final Pace pace;
  private final Cursor cursor;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicReference<Line> line = new AtomicReference<>(new Line());
  private final Thread thread;
  private volatile ConnectionState state = new ConnectionState.Connecting();
  private volatile @Nullable Position position;
  private int failures;

  private Subscription(
      HttpClient http, URI hub, Interest interest, SubscriptionListener listener, Pace pace) {
    this.http = http;
    this.hub = hub;
    this.interest = interest;
    this.listener = listener;
    this.pace = pace;
    this.cursor = new Cursor(interest);
    this.position = interest.since();
    this.thread = Thread.ofVirtual().name("subscription to " + hub).unstarted(this::run);
  }

  static Subscription open(
      HttpClient http, URI hub, Interest interest, SubscriptionListener listener, Pace pace) {
    var subscription = new Subscription(http, hub, interest, listener, pace);
    subscription.thread.start();
    return subscription;
  }

  public ConnectionState state() {
    return state;
  }

  /** Everything up to here has been delivered; absent until the hub has said where it stands. */
  public @Nullable Position position() {
    return position;
  }

  /** Ends it. Afterwards the listener is not called any more, unless it is busy for long. */
  @Override
  public void close() {
    closing.countDown();
    line.get().hangUp();
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      thread.join(CLOSE_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    String reason = null;
    try {
      reason = follow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reason = "Interrupted";
    } catch (RuntimeException e) {
      reason = "Failed: " + e;
      throw e;
    } finally {
      change(new ConnectionState.Closed(reason));
    }
  }

  /** Connects again and again; answers why no more, or null when it is closed. */
  private @Nullable String follow() throws InterruptedException {
    while (true) {
      switch (connect()) {
        case Ending.Closed _ -> {
          return null;
        }
        case Ending.Refused refused -> {
          return refused.reason();
        }
        case Ending.Retry retry -> pause(retry);
      }
    }
  }

  /** One connection, to its end. */
  private Ending connect() throws InterruptedException {
    var current = new Line();
    line.set(current);
    if (isClosing()) {
      return new Ending.Closed();
    }
    try {
      change(new ConnectionState.Connecting());
      current.dial(http, interest.address(hub, cursor.position()));
      return listen(current);
    } catch (MalformedMessageException e) {
      return new Ending.Refused(String.valueOf(e.getMessage()));
    } finally {
      current.close();
    }
  }

  /** Takes what comes, until the line is over. */
  private Ending listen(Line current) throws InterruptedException {
    var stream = new EventStream();
    while (true) {
      Line.Signal signal = current.next(pace.silenceMax());
      if (isClosing()) {
        return new Ending.Closed();
      }
      switch (signal) {
        case null -> {
          return Ending.retry("The hub has gone silent");
        }
        case Line.Signal.Part part -> {
          take(stream.read(part.bytes()));
          current.taken();
        }
        case Line.Signal.Over over -> {
          return over.ending();
        }
        case Line.Signal.Hangup _ -> {}
      }
    }
  }

  private void take(List<String> messages) {
    for (String message : messages) {
      if (isClosing()) {
        return;
      }
      deliver(Incoming.parse(message));
    }
  }

  private void deliver(Incoming message) {
    switch (message) {
      case Incoming.Greeting greeting -> {
        cursor.greeted(greeting.position());
        change(new ConnectionState.CatchingUp());
      }
      case Incoming.OfEvent it -> {
        if (cursor.event(it.event().position())) {
          listener.event(it.event());
        }
      }
      case Incoming.OfSession it -> {
        if (cursor.summary(it.changed().position())) {
          listener.session(it.changed());
        }
      }
      case Incoming.OfGap it -> {
        cursor.jump(it.gap().to());
        listener.gap(it.gap());
      }
      case Incoming.CaughtUp it -> {
        cursor.caughtUp(it.position());
        failures = 0;
        change(new ConnectionState.Live());
        listener.caughtUp(it.position());
      }
      case Incoming.Other other -> {}
    }
    position = cursor.position();
  }

  private void pause(Ending.Retry retry) throws InterruptedException {
    Duration delay = pace.delay(failures++, RandomGenerator.getDefault());
    delay = delay.compareTo(retry.delayMin()) < 0 ? retry.delayMin() : delay;
    change(new ConnectionState.Reconnecting(retry.reason(), delay));
    // Ends early, and with the subscription, when its owner closes it.
    var _ = closing.await(delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void change(ConnectionState next) {
    state = next;
    listener.state(next);
  }
}

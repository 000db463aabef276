package dev.signalbox.client;

import dev.signalbox.protocol.Message;
import dev.signalbox.protocol.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Writes down what a subscription tells, one short line each: {@code event 7}, {@code summary 7},
 * {@code gap to xyz:3}, {@code caught up 9}. States are in a list of their own.
 */
final class Heard implements SubscriptionListener {
  /** How long a test waits for what must come. */
  static final long PATIENCE_SECONDS = 10;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();

  /** The next lines, which must come. */
  List<String> next(int count) throws InterruptedException {
    var next = new ArrayList<String>();
    while (next.size() < count) {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("Expected " + count + " lines, but heard only " + next);
      }
      next.add(line);
    }
    return next;
  }

  /** Lines that came and were not asked for. */
  List<String> rest() {
    return List.copyOf(lines);
  }

  /** Waits for a state of this kind, over those before it. */
  <T extends ConnectionState> T state(Class<T> kind) throws InterruptedException {
    while (true) {
      ConnectionState state = states.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (state == null) {
        throw new AssertionError("Expected the state " + kind.getSimpleName());
      }
      if (kind.isInstance(state)) {
        return kind.cast(state);
      }
    }
  }

  @Override
  public void event(LiveEvent event) {
    lines.add("event " + event.position().sequence());
  }

  @Override
  public void session(Message.SessionChanged changed) {
    lines.add("summary " + changed.position().sequence());
  }

  @Override
  public void gap(Message.Gap gap) {
    lines.add("gap to " + gap.to());
  }

  @Override
  public void caughtUp(Position position) {
    lines.add("caught up " + position.sequence());
  }

  @Override
  public void state(ConnectionState state) {
    states.add(state);
  }
}

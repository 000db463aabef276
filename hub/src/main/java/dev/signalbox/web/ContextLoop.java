package dev.signalbox.web;

import dev.signalbox.broadcast.Loop;
import io.vertx.core.Context;
import java.time.Duration;

/** The event loop of a Vert.x context. */
record ContextLoop(Context context) implements Loop {
  @Override
  public void execute(Runnable task) {
    context.runOnContext(ignored -> task.run());
  }

  /** To the millisecond, and at least one. */
  @Override
  public void later(Duration delay, Runnable task) {
    context.owner().setTimer(Math.max(1, delay.toMillis()), timer -> task.run());
  }
}

package dev.signalbox.web;

import dev.signalbox.broadcast.Loop;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The event loop of a Vert.x context. Its own timers are Netty's: those of Vert.x count in
 * milliseconds from one.
 */
record ContextLoop(Context context) implements Loop {
  @Override
  public void execute(Runnable task) {
    context.runOnContext(ignored -> task.run());
  }

  // The task handles its own failures, and nobody cancels it.
  @SuppressWarnings("FutureReturnValueIgnored")
  @Override
  public void later(Duration delay, Runnable task) {
    ((ContextInternal) context)
        .nettyEventLoop()
        .schedule(() -> execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
  }
}

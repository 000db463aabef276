package dev.signalbox.web;

import dev.signalbox.ask.Asks;
import dev.signalbox.command.Mailbox;
import dev.signalbox.log.Waiters;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks for something in one request, and again whenever there is news. Runs on the call's event
 * loop.
 *
 * @param news begins to wait
 * @param forget ends that
 */
record LongPoll(Call call, Supplier<Waiters.News> news, Consumer<Waiters.News> forget) {

  /** For what becomes of an ask. */
  static LongPoll of(Call call, Asks asks, String askId) {
    return new LongPoll(call, () -> asks.news(askId), asks::forget);
  }

  /** For what a session's agent is told. */
  static LongPoll of(Call call, Mailbox mailbox, String sessionId) {
    return new LongPoll(call, () -> mailbox.news(sessionId), mailbox::forget);
  }

  /**
   * What was found last: once it is enough, or when the time is over, or nobody waits any more.
   *
   * @param look never throws
   */
  <T> Future<T> until(Predicate<T> isEnough, long millis, Supplier<Future<T>> look) {
    return lookUntil(isEnough, now() + millis, look);
  }

  private <T> Future<T> lookUntil(Predicate<T> isEnough, long deadline, Supplier<Future<T>> look) {
    // Asked for before looking, so that nothing can come in between.
    Waiters.News coming = news.get();
    return look.get()
        .compose(found -> {
          long rest = deadline - now();
          boolean isLast = isEnough.test(found) || rest <= 0 || call.isGone();
          return isLast
              ? Future.succeededFuture(Optional.of(found))
              : call.newsWithin(coming, rest).map(done -> Optional.<T>empty());
        })
        .onComplete(done -> forget.accept(coming))
        .compose(found ->
            found.isPresent()
                ? Future.succeededFuture(found.get())
                : lookUntil(isEnough, deadline, look));
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}

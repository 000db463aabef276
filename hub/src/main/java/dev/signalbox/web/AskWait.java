package dev.signalbox.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.ask.Asks;
import dev.signalbox.log.Waiters;
import io.vertx.core.Future;
import java.util.function.Predicate;

/**
 * Waits in one request until an ask is no longer open.
 *
 * @param isWorth whether to go on waiting for this open one
 */
record AskWait(Asks asks, Call call, String askId, Predicate<ObjectNode> isWorth) {

  AskWait(Asks asks, Call call, String askId) {
    this(asks, call, askId, open -> true);
  }

  /** The ask once it has ended, or as it is after so long, or when nobody waits any more. */
  Future<ObjectNode> end(long millis) {
    return endBy(System.nanoTime() / 1_000_000 + millis);
  }

  private Future<ObjectNode> endBy(long deadline) {
    // Asked for before looking, so that nothing can come in between.
    Waiters.News news = asks.news(askId);
    return call.await(asks.one(askId))
        .onFailure(fault -> asks.forget(news))
        .compose(ask -> {
          long rest = deadline - System.nanoTime() / 1_000_000;
          boolean isOpen = ask.path("status").asText().equals("open");
          if (!isOpen || !isWorth.test(ask) || rest <= 0 || call.isGone()) {
            asks.forget(news);
            return Future.succeededFuture(ask);
          }
          return call.newsWithin(news, rest)
              .onComplete(done -> asks.forget(news))
              .compose(done -> endBy(deadline));
        });
  }
}

package dev.signalbox.web;

import dev.signalbox.agents.Checkpoint;
import dev.signalbox.command.Mailbox;
import dev.signalbox.command.Orders;
import dev.signalbox.command.Orders.Order;
import dev.signalbox.log.Waiters;
import dev.signalbox.protocol.Json;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A hook call in which an agent asks what it is to do, as our script says in a header. */
final class OrderedHook {
  /** For how long an agent lets itself be held; our script waits somewhat longer. */
  private static final Duration HOLD_MAX = Duration.ofSeconds(3_580);

  /** Longest wait for something to do in one call. */
  private static final long WAIT_MILLIS = 30_000;

  private final Orders orders;
  private final Mailbox mailbox;

  OrderedHook(Orders orders, Mailbox mailbox) {
    this.orders = orders;
    this.mailbox = mailbox;
  }

  /** Before a tool call: it is held, stopped, told something, or goes on. */
  Future<Reply> take(Call call, Checkpoint checkpoint, Supplier<CompletableFuture<?>> intake) {
    call.keepAlive();
    long deadline = now() + HOLD_MAX.toMillis();
    return call.await(intake.get()).compose(done -> next(call, checkpoint, deadline));
  }

  private Future<Reply> next(Call call, Checkpoint checkpoint, long deadline) {
    // Asked for before looking, so that nothing can come in between.
    Waiters.News news = mailbox.news(checkpoint.sessionId());
    return call.await(orders.next(checkpoint.sessionId(), checkpoint.at()))
        .compose(order ->
            switch (order) {
              case Order.Stop(String reason) ->
                  Future.succeededFuture(Reply.ok(checkpoint.reply().stop(reason)));
              case Order.Go() -> tell(call, checkpoint);
              case Order.Wait() -> hold(call, checkpoint, news, deadline);
            })
        .onComplete(done -> mailbox.forget(news));
  }

  private Future<Reply> tell(Call call, Checkpoint checkpoint) {
    return new Messages(mailbox, call, checkpoint)
        .take()
        .map(text -> Reply.ok(text.isEmpty() ? Json.object() : checkpoint.reply().tell(text)));
  }

  private Future<Reply> hold(Call call, Checkpoint checkpoint, Waiters.News news, long deadline) {
    long rest = deadline - now();
    if (call.isGone()) {
      return Future.failedFuture("The agent has gone");
    }
    if (rest <= 0) {
      return call.await(orders.letGo(checkpoint.sessionId())).map(done -> Reply.ok(Json.object()));
    }
    return call.newsWithin(news, rest).compose(done -> next(call, checkpoint, deadline));
  }

  /** At the end of a turn: messages as text, once there are some; 204 when none came. */
  Future<Reply> await(Call call, Checkpoint checkpoint) {
    return await(call, checkpoint, now() + WAIT_MILLIS);
  }

  private Future<Reply> await(Call call, Checkpoint checkpoint, long deadline) {
    Waiters.News news = mailbox.news(checkpoint.sessionId());
    return new Messages(mailbox, call, checkpoint)
        .take()
        .compose(text -> {
          long rest = deadline - now();
          if (!text.isEmpty()) {
            return Future.succeededFuture(Reply.text("text/plain", text));
          }
          if (rest <= 0 || call.isGone()) {
            return Future.succeededFuture(Reply.noContent());
          }
          return call.newsWithin(news, rest).compose(done -> await(call, checkpoint, deadline));
        })
        .onComplete(done -> mailbox.forget(news));
  }

  /** While the agent works: answers as soon as its next call should ask; 204 when it need not. */
  Future<Reply> watch(Call call, Checkpoint checkpoint) {
    Waiters.News news = mailbox.news(checkpoint.sessionId());
    return call.await(orders.isAnythingLeft(checkpoint.sessionId()))
        .compose(isLeft -> isLeft ? Future.succeededFuture() : call.newsWithin(news, WAIT_MILLIS))
        .compose(done -> call.await(orders.isAnythingLeft(checkpoint.sessionId())))
        .map(isLeft -> isLeft ? Reply.ok(Json.object().put("orders", true)) : Reply.noContent())
        .onComplete(done -> mailbox.forget(news));
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}

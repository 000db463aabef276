package dev.signalbox.web;

import dev.signalbox.agents.Checkpoint;
import dev.signalbox.command.Mailbox;
import dev.signalbox.command.Orders;
import dev.signalbox.command.Orders.Order;
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
  private static final Duration WAIT_MAX = Duration.ofSeconds(30);

  private final Orders orders;
  private final Mailbox mailbox;

  OrderedHook(Orders orders, Mailbox mailbox) {
    this.orders = orders;
    this.mailbox = mailbox;
  }

  /** Before a tool call: it is held, stopped, told something, or goes on. */
  Future<Reply> take(Call call, Checkpoint checkpoint, Supplier<CompletableFuture<?>> intake) {
    call.keepAlive();
    return call.await(intake.get())
        .compose(done ->
            news(call, checkpoint)
                .until(
                    order -> !(order instanceof Order.Wait),
                    HOLD_MAX.toMillis(),
                    () -> call.await(orders.next(checkpoint.call()))))
        .compose(order ->
            switch (order) {
              case Order.Stop(String reason) -> stop(call, checkpoint, reason);
              case Order.Go() -> tell(call, checkpoint);
              case Order.Wait() -> letGo(call, checkpoint);
            });
  }

  private Future<Reply> stop(Call call, Checkpoint checkpoint, String reason) {
    call.onWritten(written -> {
      if (written.succeeded()) {
        orders.stopped(checkpoint.call());
      }
    });
    return Future.succeededFuture(Reply.ok(checkpoint.reply().stop(reason)));
  }

  private Future<Reply> tell(Call call, Checkpoint checkpoint) {
    return new Messages(mailbox, call, checkpoint.call())
        .take()
        .map(text -> Reply.ok(text.isEmpty() ? Json.object() : checkpoint.reply().tell(text)));
  }

  /** It was held for as long as it lets itself be held, unless its agent has gone: then not. */
  private Future<Reply> letGo(Call call, Checkpoint checkpoint) {
    Reply goOn = Reply.ok(Json.object());
    return call.isGone()
        ? Future.succeededFuture(goOn)
        : call.await(orders.letGo(checkpoint.sessionId())).map(done -> goOn);
  }

  /** At the end of a turn: messages as text, once there are some; 204 when none came. */
  Future<Reply> await(Call call, Checkpoint checkpoint) {
    var messages = new Messages(mailbox, call, checkpoint.call());
    return news(call, checkpoint)
        .until(text -> !text.isEmpty(), WAIT_MAX.toMillis(), messages::take)
        .map(text -> text.isEmpty() ? Reply.noContent() : Reply.text("text/plain", text));
  }

  /** While the agent works: answers as soon as its next call should ask; 204 when it need not. */
  Future<Reply> watch(Call call, Checkpoint checkpoint) {
    return news(call, checkpoint)
        .until(
            isLeft -> isLeft,
            WAIT_MAX.toMillis(),
            () -> call.await(orders.isAnythingLeft(checkpoint.sessionId())))
        .map(isLeft -> isLeft ? Reply.ok(Json.object().put("orders", true)) : Reply.noContent());
  }

  private LongPoll news(Call call, Checkpoint checkpoint) {
    return LongPoll.of(call, mailbox, checkpoint.sessionId());
  }
}

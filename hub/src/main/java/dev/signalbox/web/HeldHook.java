package dev.signalbox.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Dialog;
import dev.signalbox.agents.Prompt;
import dev.signalbox.ask.Asks;
import dev.signalbox.ask.HeldAsks;
import dev.signalbox.ask.HeldAsks.Held;
import dev.signalbox.command.Orders;
import dev.signalbox.log.RefusedException;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Json;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A hook call in which an agent waits for a person. It is answered in the agent's words once
 * somebody has decided here, and with an empty object when the ask ends otherwise, or its time is
 * over: then the agent's own dialog decides.
 */
final class HeldHook {
  private static final Set<String> DECISIONS = Set.of("allow", "deny");

  private final Asks asks;
  private final HeldAsks heldAsks;
  private final Orders orders;

  HeldHook(Asks asks, HeldAsks heldAsks, Orders orders) {
    this.asks = asks;
    this.heldAsks = heldAsks;
    this.orders = orders;
  }

  /**
   * Waits.
   *
   * @param intake logs what the call reports
   */
  Future<Reply> hold(
      Call call, Prompt prompt, Dialog.Held dialog, Supplier<CompletableFuture<?>> intake) {
    var held = new Held(prompt.sessionId(), prompt.askId(), dialog.holder());
    heldAsks.begin(held);
    call.keepAlive();
    return begun(call, held, intake)
        .compose(done -> wait(call, held, dialog.longest()))
        .compose(ask -> isHeldOpen(ask, held) ? left(call, held) : Future.succeededFuture(ask))
        .compose(ask -> reply(call, prompt, Json.mapper().convertValue(ask, Ask.class)))
        .recover(HeldHook::undecided)
        .onComplete(outcome -> heldAsks.end(held, reason(call)));
  }

  private Future<Void> begun(Call call, Held held, Supplier<CompletableFuture<?>> intake) {
    // Whatever goes wrong, also before there is a future of it, ends what has begun.
    return Future.succeededFuture()
        .compose(ready -> call.await(intake.get().thenCompose(done -> heldAsks.confirm(held))));
  }

  /** Until the same hook comes again: then that request hears the answer. */
  private Future<ObjectNode> wait(Call call, Held held, Duration longest) {
    return LongPoll.of(call, asks, held.askId())
        .until(
            ask -> !isHeldOpen(ask, held),
            longest.toMillis(),
            () -> call.await(asks.one(held.askId())));
  }

  private static boolean isHeldOpen(ObjectNode ask, Held held) {
    return ask.path("status").asText().equals("open")
        && held.sessionId().equals(ask.path("sessionId").asText())
        && held.holder().equals(ask.path("holder").asText(held.holder()));
  }

  /**
   * Nobody decided in time, or the agent has gone. A person may decide in this very moment: no
   * answer is taken any more before it is read whether one was.
   */
  private Future<ObjectNode> left(Call call, Held held) {
    return call.await(
        heldAsks.release(held, reason(call)).thenCompose(done -> asks.one(held.askId())));
  }

  private Future<Reply> reply(Call call, Prompt prompt, Ask ask) {
    // When another session has taken the name, nothing was asked here.
    boolean isOurs = ask.sessionId().equals(prompt.sessionId());
    if (!isOurs || !isDecided(ask)) {
      return Future.succeededFuture(Reply.ok(nothing()));
    }
    return call.await(asks.answer(ask))
        .map(answer -> answer.map(it -> write(call, prompt, ask, it)).orElseGet(HeldHook::nothing))
        .map(Reply::ok);
  }

  private ObjectNode write(Call call, Prompt prompt, Ask ask, ObjectNode answer) {
    call.onWritten(written -> {
      if (written.failed()) {
        heldAsks.undelivered(ask);
      } else if (answer.path("stop").asBoolean() && prompt.stopsAt() != null) {
        orders.stopped(prompt.stopsAt());
      }
    });
    return prompt.reply().write(answer);
  }

  /** By a person here, and in so many words: what only says that it is over allows nothing. */
  private static boolean isDecided(Ask ask) {
    if (ask.status() != Ask.Status.ANSWERED || "terminal".equals(ask.source())) {
      return false;
    }
    return ask.decision() == null
        ? ask.kind() != Ask.Kind.APPROVAL && ask.input() != null
        : DECISIONS.contains(ask.decision());
  }

  /** What cannot be asked, or is deleted, its own dialog decides. */
  private static Future<Reply> undecided(Throwable fault) {
    Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
    boolean isUnknown =
        cause instanceof RefusedException refused
            && refused.kind() == RefusedException.Kind.NOT_FOUND;
    return isUnknown ? Future.succeededFuture(Reply.ok(nothing())) : Future.failedFuture(fault);
  }

  private static String reason(Call call) {
    return call.isGone() ? "The agent's hook has gone" : "It was held long enough";
  }

  private static ObjectNode nothing() {
    return Json.object();
  }
}

package dev.signalbox.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Dialog;
import dev.signalbox.agents.Prompt;
import dev.signalbox.ask.Asks;
import dev.signalbox.ask.HeldAsks;
import dev.signalbox.ask.HeldAsks.Held;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Json;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A hook call in which an agent waits for a person. It is answered in the agent's words once
 * somebody has decided here, and with an empty object when the ask ends otherwise, or its time is
 * over: then the agent's own dialog decides.
 */
final class HeldHook {
  private final Asks asks;
  private final HeldAsks heldAsks;

  HeldHook(Asks asks, HeldAsks heldAsks) {
    this.asks = asks;
    this.heldAsks = heldAsks;
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
    return call.await(intake.get().thenCompose(done -> heldAsks.confirm(held)))
        .compose(done -> new AskWait(asks, call, held.askId()).end(dialog.longest().toMillis()))
        .compose(ask -> reply(call, prompt, Json.mapper().convertValue(ask, Ask.class)))
        .onComplete(outcome ->
            heldAsks.end(
                held, call.isGone() ? "The agent's hook has gone" : "It was held long enough"));
  }

  private Future<Reply> reply(Call call, Prompt prompt, Ask ask) {
    boolean isAnsweredHere =
        ask.status() == Ask.Status.ANSWERED && !"terminal".equals(ask.source());
    if (!isAnsweredHere) {
      return Future.succeededFuture(Reply.ok(Json.object()));
    }
    call.onWritten(written -> {
      if (written.failed()) {
        heldAsks.undelivered(ask);
      }
    });
    return call.await(asks.answer(ask))
        .map(answer -> answer.map(prompt.reply()::write).orElseGet(HeldHook::nothing))
        .map(Reply::ok);
  }

  private static ObjectNode nothing() {
    return Json.object();
  }
}

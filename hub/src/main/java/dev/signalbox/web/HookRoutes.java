package dev.signalbox.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Checkpoint;
import dev.signalbox.agents.Dialog;
import dev.signalbox.agents.HookAdapter;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookIntake;
import dev.signalbox.agents.Presence;
import dev.signalbox.agents.Prompt;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The agents' own hook payloads. */
final class HookRoutes {
  private final HookIntake intake;
  private final HeldHook held;
  private final OrderedHook ordered;

  HookRoutes(HookIntake intake, HeldHook held, OrderedHook ordered) {
    this.intake = intake;
    this.ordered = ordered;
    this.held = held;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/hooks/{agent}", "An agent's hook payload, as it is", 200, this::hook)
            .large()
            .gives("HookReply"));
  }

  private Future<Reply> hook(Call call) {
    HookAdapter adapter = adapter(call.path("agent"));
    var context = HookContext.of(call.request()::getHeader);
    var presence = Presence.of(call.request()::getHeader);
    ObjectNode payload = call.json();
    Supplier<CompletableFuture<HookIntake.Taken>> report =
        () -> intake.take(adapter, payload, context, presence);
    if (context.dialog() instanceof Dialog.Held dialog) {
      Optional<Prompt> prompt = adapter.prompt(payload, context);
      if (prompt.isPresent()) {
        return held.hold(call, prompt.get(), dialog, report::get);
      }
    }
    String wanted = call.request().getHeader("X-Signalbox-Orders");
    Optional<Checkpoint> checkpoint =
        wanted == null ? Optional.empty() : adapter.checkpoint(payload);
    return checkpoint
        .flatMap(at -> told(call, String.valueOf(wanted), at, report))
        .orElseGet(() -> call.await(report.get()).map(HookRoutes::reply));
  }

  private HookAdapter adapter(String agent) {
    return intake
        .adapter(agent)
        .orElseThrow(() ->
            ProblemException.of(
                404,
                "unknown-agent",
                "Expected one of %s, but got %s"
                    .formatted(intake.agents(), Texts.line(agent, 40))));
  }

  /** What an agent hears that asks what to do; empty when the header says nothing that we know. */
  private Optional<Future<Reply>> told(
      Call call,
      String wanted,
      Checkpoint at,
      Supplier<CompletableFuture<HookIntake.Taken>> report) {
    return switch (wanted) {
      case "take" -> Optional.of(ordered.take(call, at, report::get));
      case "wait" -> Optional.of(ordered.await(call, at));
      case "watch" -> Optional.of(ordered.watch(call, at));
      default -> Optional.empty();
    };
  }

  private static Reply reply(HookIntake.Taken taken) {
    return Reply.ok(
        Json.object().put("watched", taken.isWatched()).put("orders", taken.hasOrders()));
  }
}

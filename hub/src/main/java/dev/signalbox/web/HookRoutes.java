package dev.signalbox.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** The agents' own hook payloads. */
final class HookRoutes {
  private final HookIntake intake;
  private final HeldHook held;

  HookRoutes(HookIntake intake, HeldHook held) {
    this.intake = intake;
    this.held = held;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/hooks/{agent}", "An agent's hook payload, as it is", 200, this::hook)
            .large()
            .gives("HookReply"));
  }

  private Future<Reply> hook(Call call) {
    String agent = call.path("agent");
    HookAdapter adapter =
        intake
            .adapter(agent)
            .orElseThrow(() ->
                ProblemException.of(
                    404,
                    "unknown-agent",
                    "Expected one of %s, but got %s"
                        .formatted(intake.agents(), Texts.line(agent, 40))));
    var context = HookContext.of(call.request()::getHeader);
    var presence = Presence.of(call.request()::getHeader);
    ObjectNode payload = call.json();
    if (context.dialog() instanceof Dialog.Held dialog) {
      Optional<Prompt> prompt = adapter.prompt(payload, context);
      if (prompt.isPresent()) {
        return held.hold(
            call, prompt.get(), dialog, () -> intake.take(adapter, payload, context, presence));
      }
    }
    return call.await(intake.take(adapter, payload, context, presence))
        .map(isWatched -> Reply.ok(Json.object().put("watched", isWatched)));
  }
}

package dev.signalbox.web;

import dev.signalbox.agents.HookAdapter;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookIntake;
import dev.signalbox.agents.Presence;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import io.vertx.core.Future;
import java.util.List;

/** The agents' own hook payloads. */
final class HookRoutes {
  private final HookIntake intake;

  HookRoutes(HookIntake intake) {
    this.intake = intake;
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
    return call.await(intake.take(adapter, call.json(), context, presence))
        .map(isWatched -> Reply.ok(Json.object().put("watched", isWatched)));
  }
}

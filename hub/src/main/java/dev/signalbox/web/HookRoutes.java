package dev.signalbox.web;

import dev.signalbox.agents.HookAdapter;
import dev.signalbox.agents.HookAdapters;
import dev.signalbox.agents.HookContext;
import dev.signalbox.log.Sequencer;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The agents' own hook payloads. */
final class HookRoutes {
  private final Sequencer sequencer;
  private final InstantSource clock;

  HookRoutes(Sequencer sequencer, InstantSource clock) {
    this.sequencer = sequencer;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/hooks/{agent}", "An agent's hook payload, as it is", 200, this::hook)
            .large());
  }

  /** One hook is one transaction: its events stay together. */
  private Future<Reply> hook(Call call) {
    String agent = call.path("agent");
    HookAdapter adapter =
        HookAdapters.named(agent)
            .orElseThrow(() ->
                ProblemException.of(
                    404,
                    "unknown-agent",
                    "Expected one of %s, but got %s"
                        .formatted(HookAdapters.names(), Texts.line(agent, 40))));
    Instant now = clock.instant();
    var context = HookContext.of(call.request()::getHeader);
    List<Event> events = adapter.events(call.json(), context, now);
    return call.await(sequencer.append(events)).map(results -> Reply.ok(Json.object()));
  }
}

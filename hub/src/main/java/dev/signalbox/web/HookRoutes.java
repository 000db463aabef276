package dev.signalbox.web;

import dev.signalbox.agents.HookAdapter;
import dev.signalbox.agents.HookAdapters;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookReport;
import dev.signalbox.log.Sequencer;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import dev.signalbox.session.SessionProjection;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/** The agents' own hook payloads. */
final class HookRoutes {
  private final Sequencer sequencer;
  private final SessionProjection projection;
  private final InstantSource clock;

  HookRoutes(Sequencer sequencer, SessionProjection projection, InstantSource clock) {
    this.sequencer = sequencer;
    this.projection = projection;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/hooks/{agent}", "An agent's hook payload, as it is", 200, this::hook)
            .large()
            .gives("Nothing"));
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
    var context = HookContext.of(call.request()::getHeader);
    HookReport report = adapter.report(call.json(), context, clock.instant());
    return call.await(sequencer.append(report.candidates(), () -> news(report)))
        .map(results -> Reply.ok(Json.object()));
  }

  /** Runs on the sequencer's thread, which knows the session as of the event before. */
  private List<Event> news(HookReport report) throws SQLException {
    return projection
        .state(report.start().sessionId())
        .map(state -> report.onto(state.session()))
        .orElseGet(report::begin);
  }
}

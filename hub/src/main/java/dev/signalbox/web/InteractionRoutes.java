package dev.signalbox.web;

import dev.signalbox.ask.NewAsk;
import dev.signalbox.log.AppendResult;
import dev.signalbox.log.RefusedException;
import dev.signalbox.log.Sequencer;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.session.SessionProjection;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/** What an agent reports by hand for one of its sessions: that it waits, and what it prints. */
final class InteractionRoutes {
  private final Sequencer sequencer;
  private final SessionProjection projection;
  private final InstantSource clock;

  InteractionRoutes(Sequencer sequencer, SessionProjection projection, InstantSource clock) {
    this.sequencer = sequencer;
    this.projection = projection;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/sessions/{id}/awaiting", "The agent waits for a person", 201, this::await)
            .takes("NewAsk")
            .gives("AskReply"),
        Route.post("/api/sessions/{id}/terminal", "Terminal output", 201, this::terminal)
            .takes("TerminalOutput")
            .gives("Appended"));
  }

  private Future<Reply> await(Call call) {
    NewAsk ask = NewAsk.of(call.sessionId(), call.json(), clock.instant());
    return append(call, ask.event())
        .map(sequence ->
            Reply.json(201, Json.object().put("sequence", sequence).put("askId", ask.askId())));
  }

  /** Opens an ask of a session that must exist. */
  Future<Void> open(Call call, NewAsk ask) {
    return append(call, ask.event()).mapEmpty();
  }

  private Future<Reply> terminal(Call call) {
    return append(call, Event.of("terminal:output", call.sessionId(), clock.instant(), call.json()))
        .map(sequence -> Reply.json(201, Json.object().put("sequence", sequence)));
  }

  /** Appends to a session that must exist: a typing error in its id must not create one. */
  private Future<Long> append(Call call, Event event) {
    return call.await(
            sequencer.append(
                List.of(event),
                () -> {
                  if (projection.state(event.sessionId()).isEmpty()) {
                    throw RefusedException.unknownSession(event.sessionId());
                  }
                  return List.of(event);
                }))
        .map(results -> sequence(results.getFirst()));
  }

  private static long sequence(AppendResult result) {
    return switch (result) {
      case AppendResult.Appended appended -> appended.sequence();
      case AppendResult.Duplicate known -> known.sequence();
    };
  }
}

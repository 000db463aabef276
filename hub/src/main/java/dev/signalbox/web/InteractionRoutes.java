package dev.signalbox.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.AppendResult;
import dev.signalbox.log.RefusedException;
import dev.signalbox.log.Sequencer;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.TimeOrderedId;
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
    ObjectNode ask = call.json();
    var fields = new Fields(ask);
    if (fields.firstText("promptText", "question") == null) {
      throw new InvalidEventException(
          "promptText", "required", "Expected promptText (or question) as a non-empty string");
    }
    String given = fields.text("askId");
    String askId = given == null ? TimeOrderedId.next(clock.instant()) : given;
    return append(call, "interaction:awaiting-input", ask.put("askId", askId))
        .map(sequence ->
            Reply.json(201, Json.object().put("sequence", sequence).put("askId", askId)));
  }

  private Future<Reply> terminal(Call call) {
    return append(call, "terminal:output", call.json())
        .map(sequence -> Reply.json(201, Json.object().put("sequence", sequence)));
  }

  /** Appends to a session that must exist: a typing error in its id must not create one. */
  private Future<Long> append(Call call, String type, ObjectNode fields) {
    String id = call.sessionId();
    Event event = Event.of(type, id, clock.instant(), fields);
    return call.await(
            sequencer.append(
                List.of(event),
                () -> {
                  if (projection.state(id).isEmpty()) {
                    throw RefusedException.unknownSession(id);
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

package dev.signalbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.AppendResult;
import dev.signalbox.log.EventLog;
import dev.signalbox.log.Sequencer;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Events in: one, a batch, or a stream of lines. */
final class EventRoutes {
  /** Events in one JSON batch; a stream of lines has no such limit. */
  static final int BATCH_MAX = 1_000;

  /** One event, in bytes of JSON as it arrives. */
  static final int EVENT_BYTES_MAX = 1024 * 1024;

  private final Sequencer sequencer;
  private final EventLog eventLog;
  private final InstantSource clock;

  EventRoutes(Sequencer sequencer, EventLog eventLog, InstantSource clock) {
    this.sequencer = sequencer;
    this.eventLog = eventLog;
    this.clock = clock;
  }

  List<Route> routes() {
    // The lines first: what is not a stream of lines falls through to the JSON route.
    return List.of(
        Route.stream("/api/events", "Append a stream of events, one a line", this::appendLines),
        Route.post("/api/events", "Append one event, or {\"events\":[…]}", 201, this::append));
  }

  private Future<Reply> append(Call call) {
    ObjectNode body = call.json();
    Instant now = clock.instant();
    if (!body.has("events")) {
      Event event = Event.parse(body, now);
      return call.await(sequencer.append(event)).map(this::single);
    }
    if (!(body.get("events") instanceof ArrayNode events)) {
      throw ProblemException.invalid("events", "Expected events as an array");
    }
    if (events.size() > BATCH_MAX) {
      throw ProblemException.of(
          413,
          "too-large",
          "Expected at most %d events in a batch, but got %d; send application/x-ndjson for more"
              .formatted(BATCH_MAX, events.size()));
    }
    return call.await(appendAll(events, now)).map(this::batch);
  }

  private Future<Reply> appendLines(Call call) {
    return new LineAppender(sequencer, clock, call.request(), call.context())
        .run()
        .map(result -> Reply.json(201, result.json(eventLog.head())));
  }

  /** Starts every append before it waits for the first, so that they share commits. */
  private CompletableFuture<List<AppendResult>> appendAll(ArrayNode events, Instant now) {
    List<CompletableFuture<AppendResult>> pending = new ArrayList<>();
    for (JsonNode json : events) {
      pending.add(appendOne(json, now));
    }
    return CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
        .thenApply(done -> pending.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<AppendResult> appendOne(JsonNode json, Instant now) {
    try {
      return sequencer.append(Event.parse(json, now));
    } catch (InvalidEventException e) {
      return CompletableFuture.completedFuture(new AppendResult.Rejected(e));
    }
  }

  private Reply single(AppendResult result) {
    if (result instanceof AppendResult.Rejected rejected) {
      throw rejected.reason();
    }
    return Reply.json(201, AppendReply.of(eventLog.head(), List.of(result)));
  }

  private Reply batch(List<AppendResult> results) {
    AppendReply reply = AppendReply.of(eventLog.head(), results);
    return reply.accepted() + reply.duplicates() == 0 && !results.isEmpty()
        ? Reply.problem(AppendReply.problem(results))
        : Reply.json(201, reply);
  }
}

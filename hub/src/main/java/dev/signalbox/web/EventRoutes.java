package dev.signalbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.AppendResult;
import dev.signalbox.log.EventLog;
import dev.signalbox.log.Sequencer;
import dev.signalbox.log.StoreUnavailableException;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Events in: one, a batch, or a stream of lines. */
final class EventRoutes {
  /** Events in one JSON batch; a stream of lines has no such limit. */
  static final int BATCH_MAX = 1_000;

  /** One event, in bytes of JSON as it arrives. */
  static final int EVENT_BYTES_MAX = 1024 * 1024;

  private static final String EXPECTED =
      "an event as a JSON object, or {\"events\":[…]} for several";

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
        Route.of(
                HttpMethod.POST,
                "/api/events",
                "Append a stream of events, one a line",
                Route.Body.LINES,
                this::appendLines)
            .takes("Event")
            .answering(201)
            .gives("LineReply"),
        Route.post("/api/events", "Append one event, or {\"events\":[…]}", 201, this::append)
            .large()
            .takes("Events")
            .gives("AppendReply"));
  }

  private Future<Reply> append(Call call) {
    ObjectNode body = call.json(EXPECTED);
    Instant now = clock.instant();
    // An event may have a field of any name, also "events": what has a type is one event.
    if (!body.has("type") && body.has("events")) {
      return call.await(appendAll(call, events(body), now)).map(this::batch);
    }
    if (call.bodyBytes() > EVENT_BYTES_MAX) {
      throw ProblemException.of(413, "too-large", tooLarge());
    }
    return call.await(sequencer.append(Event.parse(body, now))).map(this::single);
  }

  private static ArrayNode events(ObjectNode body) {
    if (!(body.get("events") instanceof ArrayNode events)) {
      throw ProblemException.invalid(
          "events", "Expected events as an array, but got " + Texts.came(body.path("events")));
    }
    if (events.size() > BATCH_MAX) {
      throw ProblemException.of(
          413,
          "too-large",
          "Expected at most %d events in a batch, but got %d; send application/x-ndjson for more"
              .formatted(BATCH_MAX, events.size()));
    }
    return events;
  }

  private Future<Reply> appendLines(Call call) {
    return new LineAppender(sequencer, clock, call.request(), call.context())
        .run()
        .map(result -> lines(result.at(eventLog.head())));
  }

  /** Starts every append before it waits for the first, so that they share commits. */
  private CompletableFuture<List<AppendReply.Result>> appendAll(
      Call call, ArrayNode events, Instant now) {
    List<CompletableFuture<AppendReply.Result>> pending = new ArrayList<>();
    for (JsonNode json : events) {
      pending.add(appendOne(call, json, now));
    }
    return CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
        .thenApply(done -> pending.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<AppendReply.Result> appendOne(Call call, JsonNode json, Instant now) {
    try {
      Event event = Event.parse(json, now);
      requireSmall(call, event);
      return sequencer
          .append(event)
          .thenApply(AppendReply.Result::of)
          .exceptionally(fault -> AppendReply.Result.of(alone(fault)));
    } catch (InvalidEventException e) {
      return CompletableFuture.completedFuture(AppendReply.Result.of(e));
    }
  }

  /** Only a body that is itself too large can hold an event that is. */
  private static void requireSmall(Call call, Event event) {
    if (call.bodyBytes() > EVENT_BYTES_MAX && Json.bytes(event.body()).length > EVENT_BYTES_MAX) {
      throw new InvalidEventException("", "too-large", tooLarge());
    }
  }

  /** What went wrong with one event is no fault of the others; what no event can help is. */
  static InvalidEventException alone(Throwable fault) {
    Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
    return switch (cause) {
      case StoreUnavailableException unavailable -> throw unavailable;
      case InvalidEventException invalid -> invalid;
      case null, default ->
          new InvalidEventException("", "internal", "The hub could not store this event");
    };
  }

  private static String tooLarge() {
    return "Expected an event of at most " + EVENT_BYTES_MAX + " bytes";
  }

  private Reply single(AppendResult result) {
    return Reply.json(201, AppendReply.of(eventLog.head(), List.of(AppendReply.Result.of(result))));
  }

  private static Reply lines(LineReply reply) {
    return reply.isRefusal() ? Reply.problem(reply.problem()) : Reply.json(201, reply);
  }

  private Reply batch(List<AppendReply.Result> results) {
    AppendReply reply = AppendReply.of(eventLog.head(), results);
    return reply.accepted() + reply.duplicates() == 0 && !results.isEmpty()
        ? Reply.problem(AppendReply.problem(results))
        : Reply.json(201, reply);
  }
}

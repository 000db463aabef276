package dev.signalbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.AppendResult;
import dev.signalbox.log.Readers;
import dev.signalbox.log.RefusedException;
import dev.signalbox.log.Sequencer;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Session.Status;
import dev.signalbox.protocol.Texts;
import dev.signalbox.protocol.TimeOrderedId;
import dev.signalbox.session.SessionProjection;
import dev.signalbox.session.SessionQueries;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions as they are created, changed and removed by hand. */
final class SessionWrites {
  /** Fields of a new session that belong to its {@code session:started} event. */
  private static final List<String> START =
      List.of(
          "cwd",
          "user",
          "hostname",
          "platform",
          "agent",
          "agentVersion",
          "model",
          "gitBranch",
          "repository",
          "resumedFrom");

  /** Fields that a {@code session:updated} event carries. */
  private static final List<String> UPDATE = List.of("title", "summary", "labels", "metadata");

  private final Sequencer sequencer;
  private final Readers readers;
  private final SessionProjection projection;
  private final InstantSource clock;

  SessionWrites(
      Sequencer sequencer, Readers readers, SessionProjection projection, InstantSource clock) {
    this.sequencer = sequencer;
    this.readers = readers;
    this.projection = projection;
    this.clock = clock;
  }

  List<Route> routes() {
    var update = "Change a session's status, title, summary, labels or metadata";
    return List.of(
        Route.post("/api/sessions", "Create a session", 201, this::create),
        Route.of(HttpMethod.PATCH, "/api/sessions/{id}", update, Route.Body.JSON, this::update),
        Route.of(HttpMethod.PUT, "/api/sessions/{id}", update, Route.Body.JSON, this::update),
        Route.of(
                HttpMethod.DELETE,
                "/api/sessions/{id}",
                "Remove a session and its events",
                Route.Body.NONE,
                this::delete)
            .answering(204),
        Route.post("/api/sessions/{id}/awaiting", "The agent waits for a person", 201, this::await),
        Route.post("/api/sessions/{id}/terminal", "Terminal output", 201, this::terminal));
  }

  private Future<Reply> create(Call call) {
    ObjectNode request = call.json();
    var fields = new Fields(request);
    String given = fields.text("id");
    String id = given == null ? TimeOrderedId.next(clock.instant()) : Event.sessionId(given);
    ObjectNode start = copy(request, START);
    String userId = fields.text("userId");
    if (!start.has("user") && userId != null) {
      start.put("user", userId);
    }
    // Validated here, so that a bad request is refused before it waits for its turn.
    Event started = Event.of("session:started", id, clock.instant(), start);
    ObjectNode more = copy(request, UPDATE);
    return call.await(
            sequencer
                .append(() -> {
                  if (projection.state(id).isPresent()) {
                    return List.<Event>of();
                  }
                  return more.isEmpty()
                      ? List.of(started)
                      : List.of(
                          started, Event.of("session:updated", id, started.timestamp(), more));
                })
                .thenApply(SessionWrites::requireStored))
        .compose(results ->
            session(call, id, results.isEmpty() ? 200 : 201)
                .map(reply -> reply.with("Location", "/api/sessions/" + encoded(id))));
  }

  Future<Reply> update(Call call) {
    String id = call.sessionId();
    ObjectNode request = call.json();
    var fields = new Fields(request);
    Status wanted = status(fields.text("status"));
    ObjectNode changes = copy(request, UPDATE);
    return call.await(
            sequencer
                .append(() -> changes(id, wanted, changes, fields.text("endReason")))
                .thenApply(SessionWrites::requireStored))
        .compose(results -> session(call, id, 200));
  }

  private List<Event> changes(
      String id, @Nullable Status wanted, ObjectNode changes, @Nullable String endReason)
      throws SQLException {
    Status status =
        projection
            .state(id)
            .orElseThrow(() -> RefusedException.unknownSession(id))
            .session()
            .status();
    var events = new ArrayList<Event>();
    ObjectNode updated = changes.deepCopy();
    if (wanted == null || wanted == status) {
      return updated.isEmpty()
          ? List.of()
          : List.of(Event.of("session:updated", id, clock.instant(), updated));
    }
    requireForward(id, status, wanted);
    if (!wanted.isEnd()) {
      return List.of(
          Event.of("session:updated", id, clock.instant(), updated.put("status", wanted.word())));
    }
    if (!updated.isEmpty()) {
      events.add(Event.of("session:updated", id, clock.instant(), updated));
    }
    events.add(ended(id, wanted, endReason));
    return events;
  }

  private Event ended(String id, Status status, @Nullable String reason) {
    ObjectNode end = Json.object().put("status", status.word());
    if (reason != null) {
      end.put("reason", reason);
    }
    return Event.of("session:ended", id, clock.instant(), end);
  }

  private static void requireForward(String id, Status from, Status to) {
    if (from.isEnd() || to == Status.PENDING) {
      throw new RefusedException(
          RefusedException.Kind.CONFLICT,
          "illegal-transition",
          "Session %s is %s and cannot become %s".formatted(id, from.word(), to.word()));
    }
  }

  private Future<Reply> delete(Call call) {
    String id = call.sessionId();
    return call.await(
            sequencer.append(() -> {
              if (projection.state(id).isEmpty()) {
                throw RefusedException.unknownSession(id);
              }
              return List.of(Event.of("session:deleted", id, clock.instant(), Json.object()));
            }))
        .map(results -> Reply.noContent());
  }

  private Future<Reply> await(Call call) {
    String id = call.sessionId();
    ObjectNode ask = call.json().deepCopy();
    if (!ask.has("askId")) {
      ask.put("askId", TimeOrderedId.next(clock.instant()));
    }
    if (new Fields(ask).firstText("promptText", "question") == null) {
      throw new InvalidEventException(
          "promptText", "required", "Expected promptText (or question) as a non-empty string");
    }
    return append(call, id, "interaction:awaiting-input", ask, ask.get("askId").asText());
  }

  private Future<Reply> terminal(Call call) {
    return append(call, call.sessionId(), "terminal:output", call.json(), null);
  }

  /** Appends to a session that must exist: a typing error in its id must not create one. */
  private Future<Reply> append(
      Call call, String id, String type, ObjectNode fields, @Nullable String askId) {
    Event event = Event.of(type, id, clock.instant(), fields);
    return call.await(
            sequencer
                .append(() -> {
                  if (projection.state(id).isEmpty()) {
                    throw RefusedException.unknownSession(id);
                  }
                  return List.of(event);
                })
                .thenApply(SessionWrites::requireStored))
        .map(results -> Reply.json(201, stored(results, askId)));
  }

  private static ObjectNode stored(List<AppendResult> results, @Nullable String askId) {
    ObjectNode stored = Json.object();
    if (results.getFirst() instanceof AppendResult.Appended appended) {
      stored.put("sequence", appended.sequence());
    }
    if (askId != null) {
      stored.put("askId", askId);
    }
    return stored;
  }

  private Future<Reply> session(Call call, String id, int status) {
    return call.await(
        readers.read(handle ->
            SessionQueries.one(handle, id)
                .map(json -> Reply.raw(status, new StringBuilder(json)))
                .orElseThrow(() -> RefusedException.unknownSession(id))));
  }

  private static List<AppendResult> requireStored(List<AppendResult> results) {
    for (AppendResult result : results) {
      if (result instanceof AppendResult.Rejected rejected) {
        throw rejected.reason();
      }
    }
    return results;
  }

  private static @Nullable Status status(@Nullable String word) {
    if (word == null) {
      return null;
    }
    return Arrays.stream(Status.values())
        .filter(status -> status.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new InvalidEventException(
                "status",
                "invalid",
                "Expected status pending, in_progress, completed or failed, but got "
                    + Texts.line(word, 40)));
  }

  private static ObjectNode copy(ObjectNode request, List<String> names) {
    ObjectNode copy = Json.object();
    for (String name : names) {
      JsonNode value = request.get(name);
      if (value != null && !value.isNull()) {
        copy.set(name, value);
      }
    }
    return copy;
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}

package dev.signalbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.Readers;
import dev.signalbox.log.RefusedException;
import dev.signalbox.log.Sequencer;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Session.Status;
import dev.signalbox.protocol.TimeOrderedId;
import dev.signalbox.session.SessionProjection;
import dev.signalbox.session.SessionQueries;
import dev.signalbox.session.fold.Limits;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
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

  private static final List<String> SAID =
      List.of("title", "summary", "labels", "metadata", "endReason");

  private static final Pattern STATUS = Pattern.compile("pending|in_progress|completed|failed");

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
        Route.post("/api/sessions", "Create a session", 201, this::create)
            .takes("NewSession")
            .answering(200, 201)
            .gives("Session"),
        Route.of(HttpMethod.PATCH, "/api/sessions/{id}", update, Route.Body.JSON, this::update)
            .takes("SessionChange")
            .gives("Session"),
        Route.of(HttpMethod.PUT, "/api/sessions/{id}", update, Route.Body.JSON, this::update)
            .takes("SessionChange")
            .gives("Session"),
        Route.of(
                HttpMethod.DELETE,
                "/api/sessions/{id}",
                "Remove a session and its events",
                Route.Body.NONE,
                this::delete)
            .answering(204));
  }

  private Future<Reply> create(Call call) {
    ObjectNode request = call.json();
    checked(request)
        .required("cwd")
        .texts(START.subList(1, START.size()))
        .texts(List.of("userId", "id"))
        .form("id", Event.SESSION_ID, Event.SESSION_ID_FORM)
        .done();
    var fields = new Fields(request);
    String given = fields.text("id");
    String id = given == null ? TimeOrderedId.next(clock.instant()) : given;
    ObjectNode start = copy(request, START);
    String userId = fields.text("userId");
    if (!start.has("user") && userId != null) {
      start.put("user", userId);
    }
    // Validated here, so that a bad request is refused before it waits for its turn.
    List<Event> events = beginning(id, start, copy(request, UPDATE));
    events.forEach(Limits::check);
    return call.await(
            sequencer.append(events, () -> projection.state(id).isPresent() ? List.of() : events))
        .compose(results ->
            session(call, id, results.isEmpty() ? 200 : 201)
                .map(reply -> reply.with("Location", "/api/sessions/" + encoded(id))));
  }

  private List<Event> beginning(String id, ObjectNode start, ObjectNode more) {
    Event started = Event.of("session:started", id, clock.instant(), start);
    return more.isEmpty()
        ? List.of(started)
        : List.of(started, Event.of("session:updated", id, started.timestamp(), more));
  }

  Future<Reply> update(Call call) {
    String id = call.sessionId();
    ObjectNode request = call.json();
    checked(request)
        .texts(List.of("status", "endReason"))
        .form("status", STATUS, "pending, in_progress, completed or failed")
        .done();
    ObjectNode changes = copy(request, UPDATE);
    // What is said, before it is known what it comes to: it is checked and counts while it waits.
    Event said = updated(id, copy(request, SAID));
    Limits.check(said);
    return call.await(
            sequencer.append(List.of(said), () -> changes(id, new Fields(request), changes)))
        .compose(results -> session(call, id, 200));
  }

  private List<Event> changes(String id, Fields request, ObjectNode changes) throws SQLException {
    Status status =
        projection
            .state(id)
            .orElseThrow(() -> RefusedException.unknownSession(id))
            .session()
            .status();
    Status wanted = status(request.text("status"), status);
    if (wanted != status) {
      requireForward(id, status, wanted);
    }
    String endReason = request.text("endReason");
    ObjectNode updated = changes.deepCopy();
    if (wanted != status && wanted.isEnd()) {
      Event end = ended(id, wanted, endReason);
      return updated.isEmpty() ? List.of(end) : List.of(updated(id, updated), end);
    }
    if (wanted != status) {
      updated.put("status", wanted.word());
    }
    if (endReason != null) {
      updated.put("endReason", endReason);
    }
    return updated.isEmpty() ? List.of() : List.of(updated(id, updated));
  }

  private Event updated(String id, ObjectNode changes) {
    return Event.of("session:updated", id, clock.instant(), changes);
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

  private Future<Reply> session(Call call, String id, int status) {
    return call.await(
        readers.read(handle ->
            SessionQueries.one(handle, id)
                .map(json -> Reply.raw(status, new StringBuilder(json)))
                .orElseThrow(() -> RefusedException.unknownSession(id))));
  }

  private static Status status(@Nullable String word, Status otherwise) {
    return Arrays.stream(Status.values())
        .filter(status -> status.word().equals(word))
        .findFirst()
        .orElse(otherwise);
  }

  /** The fields that creating and changing have in common. */
  private static FieldChecks checked(ObjectNode request) {
    return new FieldChecks(request)
        .texts(List.of("title", "summary"))
        .textList("labels")
        .object("metadata");
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

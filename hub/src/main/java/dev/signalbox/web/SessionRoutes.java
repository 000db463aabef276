package dev.signalbox.web;

import dev.signalbox.broadcast.Frames;
import dev.signalbox.log.EventLog;
import dev.signalbox.log.LogQueries;
import dev.signalbox.log.Readers;
import dev.signalbox.log.RefusedException;
import dev.signalbox.log.SessionRange;
import dev.signalbox.log.StoredEvent;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Position;
import dev.signalbox.protocol.Session.State;
import dev.signalbox.protocol.Texts;
import dev.signalbox.session.SessionDetail;
import dev.signalbox.session.SessionFilter;
import dev.signalbox.session.SessionPage;
import dev.signalbox.session.SessionQueries;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Sessions as they are read. Answers are put together from stored JSON, without parsing it. */
final class SessionRoutes {
  private static final int PAGE = 50;
  private static final int EVENTS_PAGE = 100;
  private static final int EVENTS_PAGE_MAX = 1_000;

  private final EventLog eventLog;
  private final Readers readers;
  private final Frames frames;

  SessionRoutes(EventLog eventLog, Readers readers, Frames frames) {
    this.eventLog = eventLog;
    this.readers = readers;
    this.frames = frames;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
                "/api/sessions",
                "List sessions, the most recently active first",
                this::list,
                Route.Parameter.text("state", "one state or several, comma separated"),
                Route.Parameter.text("user", "exact user"),
                Route.Parameter.text("agent", "exact agent"),
                Route.Parameter.text("host", "exact host name"),
                Route.Parameter.text("cwd", "exact working directory"),
                Route.Parameter.text("q", "text in title, prompt, directory, branch, user or host"),
                Route.Parameter.text("since", "only sessions with an event since, RFC 3339"),
                Route.Parameter.number("limit", "1 to 500, default 50"),
                Route.Parameter.text("cursor", "nextCursor of the page before"))
            .gives("SessionPage"),
        Route.get("/api/sessions/{id}", "One session with its parts", this::one)
            .gives("SessionDetail"),
        Route.get(
                "/api/sessions/{id}/events",
                "A session's events",
                this::events,
                Route.Parameter.number(
                    "after", "only later sequences; oldest first, also with before"),
                Route.Parameter.number(
                    "before", "only earlier sequences; newest first without after"),
                Route.Parameter.text("type", "one type or several, comma separated"),
                Route.Parameter.number("limit", "1 to 1000, default 100"))
            .gives("EventPage"),
        Route.get("/api/sessions/{id}/events/{sequence}", "One event, whole", this::event)
            .gives("StoredEvent"),
        Route.get("/api/sessions/{id}/chains", "A session's chains", this::chains)
            .gives("ChainList"),
        Route.get("/api/sessions/{id}/steps", "A session's steps", this::steps).gives("StepList"),
        Route.get("/api/users", "Users with their sessions counted by state", this::users)
            .gives("UserList"));
  }

  private Future<Reply> list(Call call) {
    SessionFilter filter = filter(call);
    int limit = (int) call.query("limit", PAGE, 1, SessionQueries.PAGE_MAX);
    String cursor = call.query("cursor");
    return call.await(
        readers.read(handle -> {
          Position position = position(handle);
          return page(position, page(handle, filter, cursor, limit));
        }));
  }

  private static SessionPage page(
      Handle handle, SessionFilter filter, @Nullable String cursor, int limit) {
    try {
      return SessionQueries.list(handle, filter, cursor, limit);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("cursor", String.valueOf(e.getMessage()));
    }
  }

  private static Reply page(Position position, SessionPage page) {
    var json = new StringBuilder();
    json.append("{\"position\":\"").append(position).append("\",\"count\":").append(page.count());
    json.append(",\"sessions\":").append(array(page.sessions()));
    if (page.nextCursor() != null) {
      json.append(",\"nextCursor\":\"").append(page.nextCursor()).append('"');
    }
    return Reply.raw(200, json.append('}'));
  }

  private Future<Reply> one(Call call) {
    String id = call.sessionId();
    return call.await(
        readers.read(handle -> {
          Position position = position(handle);
          SessionDetail detail = detail(handle, id);
          String session = detail.session();
          return Reply.raw(
              200,
              new StringBuilder(session)
                  .deleteCharAt(session.length() - 1)
                  .append(",\"position\":\"")
                  .append(position)
                  .append("\",\"detail\":")
                  .append(detail.partsJson())
                  .append('}'));
        }));
  }

  private Future<Reply> chains(Call call) {
    String id = call.sessionId();
    return parts(call, "chains", handle -> detail(handle, id).chains());
  }

  private Future<Reply> steps(Call call) {
    String id = call.sessionId();
    return parts(call, "steps", handle -> detail(handle, id).steps());
  }

  private Future<Reply> parts(Call call, String name, Readers.Query<List<String>> query) {
    return call.await(
        readers.read(handle ->
            Reply.raw(
                200,
                new StringBuilder("{\"position\":\"")
                    .append(position(handle))
                    .append("\",\"")
                    .append(name)
                    .append("\":")
                    .append(array(query.run(handle)))
                    .append('}'))));
  }

  private Future<Reply> users(Call call) {
    return call.await(
        readers.read(handle -> {
          var body = Json.object();
          body.putPOJO("users", SessionQueries.users(handle));
          return Reply.ok(body);
        }));
  }

  private Future<Reply> events(Call call) {
    SessionRange range = range(call);
    Position position = eventLog.head();
    return call.await(
        readers
            .read(handle -> exists(handle, range.sessionId()))
            .thenCompose(known -> eventLog.read(range))
            .thenApply(events -> events(position, events, range.limit() - 1)));
  }

  /** One more than wanted is asked for: it tells whether there are more. */
  private static SessionRange range(Call call) {
    String after = call.query("after");
    String before = call.query("before");
    return new SessionRange(
        call.sessionId(),
        after == null ? null : call.query("after", 0, 0, Long.MAX_VALUE),
        before == null ? null : call.query("before", 0, 0, Long.MAX_VALUE),
        call.queryList("type"),
        (int) call.query("limit", EVENTS_PAGE, 1, EVENTS_PAGE_MAX) + 1);
  }

  private Reply events(Position position, List<StoredEvent> events, int limit) {
    long bytes = events.stream().mapToLong(event -> event.json().length).sum();
    boolean hasMore = events.size() > limit || bytes >= SessionRange.BYTES_MAX;
    List<String> messages =
        events.stream().limit(limit).map(event -> utf8(frames.message(event))).toList();
    return Reply.raw(
        200,
        new StringBuilder("{\"position\":\"")
            .append(position)
            .append("\",\"events\":")
            .append(array(messages))
            .append(",\"hasMore\":")
            .append(hasMore)
            .append('}'));
  }

  private Future<Reply> event(Call call) {
    String id = call.sessionId();
    long sequence = call.sequence();
    var range = new SessionRange(id, sequence - 1, sequence + 1, List.of(), 1);
    return call.await(
        eventLog
            .read(range)
            .thenApply(events -> {
              if (events.isEmpty()) {
                throw new RefusedException(
                    RefusedException.Kind.NOT_FOUND,
                    "unknown-event",
                    "Session " + id + " has no event " + sequence);
              }
              return Reply.raw(200, frames.wholeMessage(events.getFirst()));
            }));
  }

  private Position position(Handle handle) {
    return eventLog.head().at(LogQueries.head(handle));
  }

  private static SessionDetail detail(Handle handle, String id) {
    return SessionQueries.detail(handle, id).orElseThrow(() -> RefusedException.unknownSession(id));
  }

  private static boolean exists(Handle handle, String id) {
    if (SessionQueries.one(handle, id).isEmpty()) {
      throw RefusedException.unknownSession(id);
    }
    return true;
  }

  private static SessionFilter filter(Call call) {
    return new SessionFilter(
        call.queryList("state").stream().map(SessionRoutes::state).toList(),
        call.query("user"),
        call.query("agent"),
        call.query("host"),
        call.query("cwd"),
        call.query("q"),
        call.time("since"));
  }

  private static State state(String word) {
    return Arrays.stream(State.values())
        .filter(state -> state.word().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.invalid(
                "state",
                "Expected state as needs_you, working, idle, lost, failed or ended, but got "
                    + Texts.line(word, 40)));
  }

  private static String array(List<String> items) {
    return "[" + String.join(",", items) + "]";
  }

  private static String utf8(byte[] json) {
    return new String(json, java.nio.charset.StandardCharsets.UTF_8);
  }
}

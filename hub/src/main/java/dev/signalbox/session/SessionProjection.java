package dev.signalbox.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.LoggedEvent;
import dev.signalbox.log.Projection;
import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Texts;
import dev.signalbox.session.fold.AskClosings;
import dev.signalbox.session.fold.Limits;
import dev.signalbox.session.fold.SessionFold;
import dev.signalbox.session.fold.SessionState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of sessions as of the newest event, in rows and, for sessions that were active
 * lately, in memory. Used by the sequencer's thread alone: what it answers is the state as of the
 * event before, also within a transaction.
 */
public final class SessionProjection implements Projection {
  /** Sessions in memory. Others are read from their rows when an event of theirs comes. */
  static final int CACHED_MAX = 2_000;

  private static final List<String> INFERABLE =
      List.of("cwd", "user", "hostname", "platform", "agent", "agentVersion", "model");

  private final Map<String, SessionState> cached = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, SessionState> touched = new LinkedHashMap<>();
  private final Set<String> deleted = new LinkedHashSet<>();
  private @Nullable Statements statements;
  private boolean isOpen;

  @Override
  public void begin(Connection connection) {
    if (statements == null || !statements.isOf(connection)) {
      statements = new Statements(connection);
    }
    touched.clear();
    deleted.clear();
    isOpen = true;
  }

  /** The session as of the last applied event. Only within a transaction. */
  public Optional<SessionState> state(String sessionId) throws SQLException {
    if (!isOpen) {
      throw new IllegalStateException("Asked for a session outside of a transaction");
    }
    SessionState known = touched.get(sessionId);
    if (known == null && !deleted.contains(sessionId)) {
      known = cached.get(sessionId);
      if (known == null) {
        known = rows().load(sessionId).orElse(null);
        if (known != null) {
          remember(known);
        }
      }
    }
    return Optional.ofNullable(known);
  }

  /**
   * A session whose first event was lost begins with what the event at hand says about it; asks
   * that the event ends are ended before it.
   */
  @Override
  public List<Event> admit(Event event, long sequence, Instant receivedAt) throws SQLException {
    if (event.detail() instanceof Detail.AwaitingInput asked && asked.askId() != null) {
      requireOwn(asked.askId(), event.sessionId());
    }
    Optional<SessionState> known = state(event.sessionId());
    if (known.isPresent()) {
      Limits.check(known.get(), event);
      var closings = AskClosings.before(known.get(), new LoggedEvent(sequence, receivedAt, event));
      return Stream.concat(closings.stream(), Stream.of(event)).toList();
    }
    Limits.check(event);
    boolean isBeginOrEnd =
        event.detail() instanceof Detail.SessionStarted
            || event.detail() instanceof Detail.SessionDeleted;
    return isBeginOrEnd ? List.of(event) : List.of(inferredStart(event), event);
  }

  @Override
  public void apply(LoggedEvent logged) throws SQLException {
    String sessionId = logged.event().sessionId();
    Optional<SessionState> before = state(sessionId);
    Optional<SessionState> after =
        before.isEmpty()
            ? SessionFold.start(logged)
            : SessionFold.fold(knowing(before.get(), logged.event()), logged);
    if (after.isPresent()) {
      touched.put(sessionId, after.get());
      return;
    }
    touched.remove(sessionId);
    deleted.add(sessionId);
  }

  @Override
  public void save() throws SQLException {
    SessionRows rows = rows();
    for (String sessionId : deleted) {
      rows.delete(sessionId);
    }
    for (SessionState state : touched.values()) {
      rows.save(state);
    }
    touched.replaceAll((id, state) -> state.saved());
  }

  @Override
  public void committed() {
    isOpen = false;
    deleted.forEach(cached::remove);
    touched.values().forEach(this::remember);
  }

  @Override
  public void rolledBack() {
    isOpen = false;
    deleted.forEach(cached::remove);
    touched.keySet().forEach(cached::remove);
    touched.clear();
    deleted.clear();
  }

  /** Summaries that the last committed transaction changed; until the next one begins. */
  public List<Session> changed() {
    return touched.values().stream().map(SessionState::session).toList();
  }

  /** Sessions that the last committed transaction removed; until the next one begins. */
  public List<String> deleted() {
    return deleted.stream().filter(id -> !touched.containsKey(id)).toList();
  }

  /** Forgets everything and removes all rows, within a transaction. */
  void clear() throws SQLException {
    cached.clear();
    rows().deleteAll();
  }

  private SessionRows rows() {
    if (statements == null) {
      throw new IllegalStateException("Expected begin before any use");
    }
    return new SessionRows(statements);
  }

  /** The fold does no I/O: it is told beforehand which of the event's names were counted. */
  private SessionState knowing(SessionState state, Event event) throws SQLException {
    SessionState knowing = state;
    for (String name : SessionFold.countedNames(event.detail())) {
      boolean isFresh = deleted.contains(event.sessionId()) || knowing.counted().contains(name);
      if (!isFresh && rows().isCounted(event.sessionId(), name)) {
        knowing = knowing.knowing(name);
      }
    }
    return knowing;
  }

  /** People answer an ask by its name alone: no other session may have one of that name. */
  private void requireOwn(String askId, String sessionId) throws SQLException {
    Stream<String> unsaved =
        touched.entrySet().stream()
            .filter(it -> it.getValue().asks().find(askId).isPresent())
            .map(Map.Entry::getKey);
    Stream<String> saved =
        rows().sessionsAsking(askId).stream().filter(it -> !deleted.contains(it));
    Optional<String> other =
        Stream.concat(unsaved, saved).filter(it -> !it.equals(sessionId)).findFirst();
    if (other.isPresent()) {
      throw new InvalidEventException(
          "askId",
          "taken",
          "Expected an askId of its own, but session %s has asked %s"
              .formatted(Texts.line(other.get(), 60), Texts.line(askId, 60)));
    }
  }

  private void remember(SessionState state) {
    cached.put(state.session().id(), state);
    if (cached.size() > CACHED_MAX) {
      var oldest = cached.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private static Event inferredStart(Event event) {
    var given = new Fields(event.body());
    ObjectNode fields = Json.object().put("inferred", true);
    for (String name : INFERABLE) {
      String text = given.text(name);
      if (text != null) {
        fields.put(name, text);
      }
    }
    return Event.of("session:started", event.sessionId(), event.timestamp(), fields);
  }
}

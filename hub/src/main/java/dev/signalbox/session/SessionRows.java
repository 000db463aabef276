package dev.signalbox.session;

import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Session;
import dev.signalbox.session.fold.Carry;
import dev.signalbox.session.fold.SessionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;

/**
 * Reads and writes the rows of sessions over the log's writing connection. The SQL is plain enough
 * for SQLite and PostgreSQL. Used by the sequencer's thread alone.
 */
final class SessionRows {
  private static final String SELECT = "SELECT body, carry FROM session WHERE id = ?";

  private static final String UPSERT =
      """
      INSERT INTO session (id, state, status, user_name, agent, hostname, cwd, repository, search,
        started_at, ended_at, last_event_at, last_received_at, last_sequence, body, carry)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, status = excluded.status,
        user_name = excluded.user_name, agent = excluded.agent, hostname = excluded.hostname,
        cwd = excluded.cwd, repository = excluded.repository, search = excluded.search,
        started_at = excluded.started_at, ended_at = excluded.ended_at,
        last_event_at = excluded.last_event_at, last_received_at = excluded.last_received_at,
        last_sequence = excluded.last_sequence, body = excluded.body, carry = excluded.carry
      """;

  private static final String SELECT_COUNTED =
      "SELECT 1 FROM counted WHERE session_id = ? AND name = ?";

  private static final String INSERT_COUNTED =
      "INSERT INTO counted (session_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING";

  private static final String SELECT_ASKING = "SELECT session_id FROM ask WHERE ask_id = ?";

  private final Statements statements;

  SessionRows(Statements statements) {
    this.statements = statements;
  }

  Optional<SessionState> load(String sessionId) throws SQLException {
    String body;
    String carry;
    try (ResultSet row = statements.bind(SELECT, List.of(sessionId)).executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      body = row.getString(1);
      carry = row.getString(2);
    }
    return Optional.of(
        new SessionState(
            Json.read(body, Session.class),
            PartTable.CHAINS.load(statements, sessionId),
            PartTable.STEPS.load(statements, sessionId),
            PartTable.SUBAGENTS.load(statements, sessionId),
            PartTable.ASKS.load(statements, sessionId),
            PartTable.COMMANDS.load(statements, sessionId),
            Json.read(carry, Carry.class),
            HashTreePSet.empty()));
  }

  boolean isCounted(String sessionId, String name) throws SQLException {
    try (ResultSet row = statements.bind(SELECT_COUNTED, List.of(sessionId, name)).executeQuery()) {
      return row.next();
    }
  }

  /** Sessions with a stored ask of this name, open or not. */
  List<String> sessionsAsking(String askId) throws SQLException {
    var sessions = new ArrayList<String>();
    try (ResultSet rows = statements.bind(SELECT_ASKING, List.of(askId)).executeQuery()) {
      while (rows.next()) {
        sessions.add(rows.getString(1));
      }
    }
    return sessions;
  }

  /** Writes what changed since the state was loaded or saved. */
  void save(SessionState state) throws SQLException {
    Session session = state.session();
    statements.execute(UPSERT, columns(session, state.carry()));
    PartTable.CHAINS.save(statements, session.id(), state.chains());
    PartTable.STEPS.save(statements, session.id(), state.steps());
    PartTable.SUBAGENTS.save(statements, session.id(), state.subagents());
    PartTable.ASKS.save(statements, session.id(), state.asks());
    PartTable.COMMANDS.save(statements, session.id(), state.commands());
    for (String name : state.counted()) {
      statements.execute(INSERT_COUNTED, List.of(session.id(), name));
    }
  }

  void delete(String sessionId) throws SQLException {
    statements.execute("DELETE FROM session WHERE id = ?", List.of(sessionId));
    for (String table : partTables()) {
      statements.execute("DELETE FROM " + table + " WHERE session_id = ?", List.of(sessionId));
    }
  }

  void deleteAll() throws SQLException {
    statements.execute("DELETE FROM session", List.of());
    for (String table : partTables()) {
      statements.execute("DELETE FROM " + table, List.of());
    }
  }

  private static List<String> partTables() {
    return Stream.concat(PartTable.ALL.stream().map(PartTable::name), Stream.of("counted"))
        .toList();
  }

  private static List<@Nullable Object> columns(Session session, Carry carry) {
    return Arrays.asList(
        session.id(),
        session.state().word(),
        session.status().word(),
        session.user(),
        session.agent(),
        session.hostname(),
        session.cwd(),
        session.repository(),
        search(session),
        Json.time(session.startedAt()),
        time(session.endedAt()),
        Json.time(session.lastEventAt()),
        Json.time(carry.lastReceivedAt()),
        session.lastSequence(),
        Json.text(session),
        Json.text(carry));
  }

  /** What {@code q} looks in: lower case, one field a line. */
  private static String search(Session session) {
    return Stream.of(
            session.title(),
            session.firstPrompt(),
            session.cwd(),
            session.repository(),
            session.gitBranch(),
            session.user(),
            session.hostname())
        .filter(Objects::nonNull)
        .map(text -> text.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining("\n"));
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : Json.time(instant);
  }
}

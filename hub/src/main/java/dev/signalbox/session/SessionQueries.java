package dev.signalbox.session;

import dev.signalbox.log.LogQueries;
import dev.signalbox.protocol.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Questions about the stored state. Answers hold the JSON as it is stored, so that a list of
 * thousands costs no parsing. Each runs in its caller's transaction, on its caller's thread: ask
 * through {@link dev.signalbox.log.Readers}, and for the position in the same query.
 */
public final class SessionQueries {
  /** Most sessions on one page. */
  public static final int PAGE_MAX = 500;

  /** Commands of one session that are shown. */
  private static final int COMMANDS_MAX = 100;

  private static final Pattern CURSOR = Pattern.compile("[0-9a-z]{1,12}");

  private SessionQueries() {}

  /**
   * A page of sessions.
   *
   * @param cursor a page's {@code nextCursor}; null begins at the most recently active
   * @param limit 1 to {@value #PAGE_MAX}
   * @throws IllegalArgumentException when the cursor is none of ours or the limit out of range
   */
  public static SessionPage list(
      Handle handle, SessionFilter filter, @Nullable String cursor, int limit) {
    if (limit < 1 || limit > PAGE_MAX) {
      throw new IllegalArgumentException(
          "Expected limit 1 to " + PAGE_MAX + ", but received " + limit);
    }
    Long before = cursor == null ? null : sequence(handle, cursor);
    long count = count(handle, filter);
    var sql = new FilterSql(filter);
    sql.require("last_sequence < :before", "before", before);
    List<ChangedSession> rows =
        query(
            handle,
            sql,
            "SELECT id, last_sequence, body FROM session"
                + sql.where()
                + " ORDER BY last_sequence DESC LIMIT "
                + (limit + 1));
    boolean hasMore = rows.size() > limit;
    List<ChangedSession> page = hasMore ? rows.subList(0, limit) : rows;
    return new SessionPage(
        count,
        page.stream().map(ChangedSession::json).toList(),
        hasMore ? Long.toString(page.getLast().lastSequence(), Character.MAX_RADIX) : null);
  }

  /** How many sessions match. */
  public static long count(Handle handle, SessionFilter filter) {
    var sql = new FilterSql(filter);
    return sql.bind(handle.createQuery("SELECT count(*) FROM session" + sql.where()))
        .mapTo(Long.class)
        .one();
  }

  /** The JSON of one session. */
  public static Optional<String> one(Handle handle, String sessionId) {
    return handle
        .createQuery("SELECT body FROM session WHERE id = :id")
        .bind("id", sessionId)
        .mapTo(String.class)
        .findOne();
  }

  /** One session with its parts. */
  public static Optional<SessionDetail> detail(Handle handle, String sessionId) {
    return one(handle, sessionId)
        .map(session ->
            new SessionDetail(
                session,
                parts(handle, PartTable.CHAINS, sessionId),
                parts(handle, PartTable.STEPS, sessionId),
                parts(handle, PartTable.SUBAGENTS, sessionId),
                parts(handle, PartTable.ASKS, sessionId),
                commands(handle, sessionId)));
  }

  /** Users by name, with their sessions counted; sessions without a user belong to none. */
  public static List<UserSessions> users(Handle handle) {
    Map<String, UserSessions> users = new LinkedHashMap<>();
    List<StateCount> counts =
        handle
            .createQuery(
                """
                SELECT user_name, state, count(*) FROM session WHERE user_name IS NOT NULL
                GROUP BY user_name, state ORDER BY user_name
                """)
            .map((row, context) -> StateCount.of(row))
            .list();
    for (StateCount count : counts) {
      UserSessions known = users.getOrDefault(count.user(), UserSessions.none(count.user()));
      users.put(count.user(), known.plus(count.state(), count.count()));
    }
    return List.copyOf(users.values());
  }

  /** The sessions whose newest event lies in {@code (after, upTo]}, in its order; to be closed. */
  public static Stream<ChangedSession> changedBetween(Handle handle, long after, long upTo) {
    return handle
        .createQuery(
            "SELECT id, last_sequence, body FROM session WHERE last_sequence > :after"
                + " AND last_sequence <= :upTo ORDER BY last_sequence")
        .bind("after", after)
        .bind("upTo", upTo)
        .map((row, context) -> changed(row))
        .stream();
  }

  private record StateCount(String user, String state, long count) {
    static StateCount of(ResultSet row) throws SQLException {
      return new StateCount(row.getString(1), row.getString(2), row.getLong(3));
    }
  }

  private static List<ChangedSession> query(Handle handle, FilterSql filter, String sql) {
    return filter.bind(handle.createQuery(sql)).map((row, context) -> changed(row)).list();
  }

  private static ChangedSession changed(ResultSet row) throws SQLException {
    return new ChangedSession(row.getString(1), row.getLong(2), row.getString(3));
  }

  /** Also finished ones: whoever sent one wants to see what became of it. */
  private static List<String> commands(Handle handle, String sessionId) {
    return handle
        .select(
            "SELECT body FROM command WHERE session_id = ? ORDER BY since DESC LIMIT ?",
            sessionId,
            COMMANDS_MAX)
        .mapTo(String.class)
        .list();
  }

  private static List<String> parts(Handle handle, PartTable<?, ?> table, String sessionId) {
    return handle.select(table.selectBodies(), sessionId).mapTo(String.class).list();
  }

  /** What is beyond the log was never a page's last: it would begin at the first page again. */
  private static long sequence(Handle handle, String cursor) {
    if (CURSOR.matcher(cursor).matches()) {
      long sequence = Long.parseLong(cursor, Character.MAX_RADIX);
      if (sequence <= LogQueries.head(handle)) {
        return sequence;
      }
    }
    throw new IllegalArgumentException(
        "Expected the nextCursor of another page, but got " + Texts.line(cursor, 40));
  }
}

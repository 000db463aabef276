package dev.signalbox.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads ranges of the log. */
public final class LogQueries {
  private static final String COLUMNS = "sequence, session_id, type, received_at, body";

  private LogQueries() {}

  /** See {@link EventLog#read(long, int, int)}. */
  public static List<StoredEvent> after(Handle handle, long after, int eventsMax, int bytesMax) {
    String sql =
        "SELECT " + COLUMNS + " FROM event WHERE sequence > :after ORDER BY sequence LIMIT :limit";
    try (Query query = handle.createQuery(sql)) {
      return upTo(bytesMax, query.bind("after", after).bind("limit", eventsMax));
    }
  }

  /** The newest committed sequence in this query's moment. */
  public static long head(Handle handle) {
    return handle
        .createQuery("SELECT coalesce(max(sequence), 0) FROM event")
        .mapTo(Long.class)
        .one();
  }

  /** As {@link EventLog#read(SessionRange)}, with a limit of bytes of its own. */
  public static List<StoredEvent> ofSession(Handle handle, SessionRange range, int bytesMax) {
    String direction = range.after() == null ? "DESC" : "ASC";
    String sql =
        "SELECT "
            + COLUMNS
            + " FROM event WHERE session_id = :session AND sequence > :after"
            + " AND sequence < :before"
            + (range.types().isEmpty() ? "" : " AND type IN (<types>)")
            + " ORDER BY sequence "
            + direction
            + " LIMIT :limit";
    try (Query query = handle.createQuery(sql)) {
      if (!range.types().isEmpty()) {
        query.bindList("types", range.types());
      }
      query
          .bind("session", range.sessionId())
          .bind("after", range.after() == null ? 0L : range.after())
          .bind("before", range.before() == null ? Long.MAX_VALUE : range.before())
          .bind("limit", range.limit());
      return upTo(bytesMax, query);
    }
  }

  /** Reads on until the JSON has so many bytes; the last event may pass them. */
  private static List<StoredEvent> upTo(int bytesMax, Query query) {
    var events = new ArrayList<StoredEvent>();
    var times = new TimeReader();
    int bytes = 0;
    try (Stream<StoredEvent> rows = query.map((row, context) -> event(row, times)).stream()) {
      for (var iterator = rows.iterator(); bytes < bytesMax && iterator.hasNext(); ) {
        StoredEvent event = iterator.next();
        bytes += event.json().length;
        events.add(event);
      }
    }
    return events;
  }

  private static StoredEvent event(ResultSet row, TimeReader times) throws SQLException {
    return new StoredEvent(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        times.read(row.getString(4)),
        row.getBytes(5));
  }

  /** The events of one commit were received at the same time, which need be parsed only once. */
  private static final class TimeReader {
    private String text = "";
    private Instant time = Instant.EPOCH;

    Instant read(String next) {
      if (!next.equals(text)) {
        text = next;
        time = Instant.parse(next);
      }
      return time;
    }
  }
}

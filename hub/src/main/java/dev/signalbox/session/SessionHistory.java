package dev.signalbox.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Questions about sessions by the UTC day on which they started. */
public final class SessionHistory {
  /** Sessions of one day in one answer. */
  private static final int DAY_MAX = 1_000;

  private SessionHistory() {}

  /** Days with their number of sessions, the newest first: {@code {"2026-11-23": 4}}. */
  public static Map<String, Long> dates(Handle handle) {
    return counts(
        handle,
        """
        SELECT substr(started_at, 1, 10) AS name, count(*) AS number FROM session
        GROUP BY name ORDER BY name DESC
        """);
  }

  /** The JSON of the sessions that started on a day, like {@code 2026-11-23}; newest first. */
  public static List<String> startedOn(Handle handle, String date) {
    return handle
        .createQuery(
            """
            SELECT body FROM session WHERE substr(started_at, 1, 10) = :date
            ORDER BY started_at DESC LIMIT :limit
            """)
        .bind("date", date)
        .bind("limit", DAY_MAX)
        .mapTo(String.class)
        .list();
  }

  /** How many sessions are in each state. */
  public static Map<String, Long> byState(Handle handle) {
    return counts(handle, "SELECT state AS name, count(*) AS number FROM session GROUP BY state");
  }

  private static Map<String, Long> counts(Handle handle, String sql) {
    Map<String, Long> counts = new LinkedHashMap<>();
    handle
        .createQuery(sql)
        .map((row, context) -> Map.entry(row.getString("name"), row.getLong("number")))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }
}

package dev.signalbox.session;

import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Session.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The condition that a filter is in SQL, with the values of its parameters. */
final class FilterSql {
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  FilterSql(SessionFilter filter) {
    if (!filter.states().isEmpty()) {
      // Words of an enum: nothing in them comes from outside.
      conditions.add(
          filter.states().stream()
              .map(State::word)
              .collect(Collectors.joining("', '", "state IN ('", "')")));
    }
    require("user_name = :user", "user", filter.user());
    require("agent = :agent", "agent", filter.agent());
    require("hostname = :host", "host", filter.host());
    require("cwd = :cwd", "cwd", filter.cwd());
    if (filter.q() != null && !filter.q().isBlank()) {
      require("search LIKE :q ESCAPE '\\'", "q", pattern(filter.q()));
    }
    if (filter.since() != null) {
      require("last_event_at >= :since", "since", Json.time(filter.since()));
    }
  }

  void require(String condition, String name, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(name, value);
    }
  }

  /** The WHERE clause, with a space before it; empty when nothing is required. */
  String where() {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  Query bind(Query query) {
    return query.bindMap(values);
  }

  private static String pattern(String q) {
    String escaped =
        q.strip()
            .toLowerCase(Locale.ROOT)
            .replace("\\", "\\\\")
            .replace("%", "\\%")
            .replace("_", "\\_");
    return "%" + escaped + "%";
  }
}

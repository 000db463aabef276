package dev.signalbox;

import dev.signalbox.log.EventLog;
import dev.signalbox.log.Readers;
import dev.signalbox.log.SqliteDatabase;
import dev.signalbox.log.SqliteEventLog;
import dev.signalbox.log.StoredEvent;
import dev.signalbox.session.Rebuild;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The data of a hub that does not run, read past the hub. */
final class StoppedHub implements AutoCloseable {
  private final Readers readers;
  private final EventLog eventLog;

  StoppedHub(Path data) throws SQLException {
    var database = new SqliteDatabase(data.resolve("signalbox.db"));
    this.readers = new Readers(database::openReader);
    this.eventLog = new SqliteEventLog(database, readers);
  }

  /** The whole log. */
  List<StoredEvent> events() {
    List<StoredEvent> events = new ArrayList<>();
    List<StoredEvent> chunk = List.of();
    do {
      events.addAll(chunk);
      long last = events.isEmpty() ? 0 : events.getLast().sequence();
      chunk = eventLog.read(last, 10_000, 16 * 1024 * 1024).join();
    } while (!chunk.isEmpty());
    return events;
  }

  /** Every row of state, with its table's name. */
  List<String> state() {
    List<String> rows = new ArrayList<>();
    for (String table : stateTables()) {
      rows.addAll(query("SELECT * FROM " + table).stream().map(row -> table + row).toList());
    }
    return rows.stream().sorted().toList();
  }

  void rebuild() throws SQLException {
    new Rebuild(eventLog).run(progress -> {});
  }

  private List<String> stateTables() {
    return readers
        .read(handle ->
            handle
                .createQuery(
                    """
                    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                    AND name NOT IN ('event', 'meta', 'schema_history')
                    """)
                .mapTo(String.class)
                .list())
        .join();
  }

  private List<String> query(String sql) {
    return readers
        .read(handle -> handle.createQuery(sql).mapToMap().map(Object::toString).list())
        .join();
  }

  @Override
  public void close() {
    readers.close();
    eventLog.close();
  }
}

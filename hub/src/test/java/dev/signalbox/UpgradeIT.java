package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.log.CommitListeners;
import dev.signalbox.log.LoggedEvent;
import dev.signalbox.log.Projection;
import dev.signalbox.log.Readers;
import dev.signalbox.log.Sequencer;
import dev.signalbox.log.SqliteDatabase;
import dev.signalbox.log.SqliteEventLog;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R10: a hub on the data of an earlier version. */
class UpgradeIT {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  @TempDir private Path folder;

  @Test
  void aLogFromBeforeStateWasStored_hasItsSessionsAfterTheFirstStart() throws SQLException {
    writeVersionOne(
        Event.of("session:started", "s1", NOW, Json.object().put("cwd", "/srv/app")),
        Event.of("message:user", "s1", NOW, Json.object().put("text", "Hello")),
        Event.of("session:started", "s2", NOW, Json.object().put("cwd", "/srv/other")));
    try (var hub = TestHub.start(folder)) {
      assertThat(hub.position().sequence()).isEqualTo(3);
      var session = hub.get("/api/sessions/s1").body();
      assertThat(session.path("cwd").asText()).isEqualTo("/srv/app");
      assertThat(session.path("lastSequence").asLong()).isEqualTo(2);
      assertThat(hub.get("/api/sessions").body().path("count").asInt()).isEqualTo(2);
      assertThat(hub.append("s1", "session:idle", "")).isEqualTo(4);
      assertThat(hub.get("/api/sessions/s1").body().path("state").asText()).isEqualTo("idle");
    }
  }

  private void writeVersionOne(Event... events) throws SQLException {
    Path file = folder.resolve("signalbox.db");
    Flyway.configure()
        .dataSource("jdbc:sqlite:" + file, null, null)
        .locations("classpath:db/migration/sqlite")
        .table("schema_history")
        .target("1")
        .load()
        .migrate();
    var database = new SqliteDatabase(file);
    var readers = new Readers(database::openReader);
    try (var log = new SqliteEventLog(database, readers);
        var sequencer =
            new Sequencer(log, new NoState(), new CommitListeners(), InstantSource.fixed(NOW))) {
      sequencer.append(List.of(events)).join();
    } finally {
      readers.close();
    }
  }

  /** Version one had no state. */
  private static final class NoState implements Projection {
    @Override
    public void begin(Connection connection) {}

    @Override
    public List<Event> admit(Event event, long sequence, Instant receivedAt) {
      return List.of(event);
    }

    @Override
    public void apply(LoggedEvent logged) {}

    @Override
    public void save() {}

    @Override
    public void committed() {}

    @Override
    public void rolledBack() {}
  }
}

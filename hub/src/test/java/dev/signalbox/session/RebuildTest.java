package dev.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.log.EventLog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When state is rebuilt; that it is rebuilt right is the property's affair. */
final class RebuildTest {
  @TempDir private Path folder;
  private StateHub hub;

  @BeforeEach
  void open() throws SQLException {
    hub = new StateHub(folder);
    hub.append("s1", "session:started", "{'cwd':'/srv/app'}");
    hub.append("s1", "message:user", "{'text':'hi'}");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void run_tellsHowFarItIs() throws SQLException {
    List<Rebuild.Progress> told = new ArrayList<>();
    new Rebuild(hub.eventLog).run(told::add);
    assertThat(told).containsExactly(new Rebuild.Progress(2, 2));
  }

  @Test
  void runIfStale_rebuilds_whenNoVersionOrAnotherMadeTheRows() throws SQLException {
    for (String version : List.of("NULL", "999")) {
      execute("DELETE FROM session");
      execute("UPDATE meta SET state_version = " + version);
      new Rebuild(hub.eventLog).runIfStale();
      assertThat(hub.session("s1").path("lastSequence").asLong()).as(version).isEqualTo(2);
    }
  }

  @Test
  void runIfStale_leavesRowsOfThisVersionAlone() throws SQLException {
    new Rebuild(hub.eventLog).runIfStale();
    execute("UPDATE session SET body = '{}'");
    new Rebuild(hub.eventLog).runIfStale();
    assertThat(hub.session("s1")).isEqualTo(StateHub.json("{}"));
  }

  @Test
  void run_leavesOutAnEventThatThisVersionRefuses() throws SQLException {
    execute("UPDATE event SET body = '{\"type\":\"message:user\"}' WHERE sequence = 2");
    new Rebuild(hub.eventLog).run(progress -> {});
    assertThat(hub.session("s1").path("lastSequence").asLong()).isEqualTo(1);
  }

  private void execute(String sql) throws SQLException {
    try (EventLog.Transaction transaction = hub.eventLog.begin()) {
      Connection connection = transaction.connection();
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(sql);
      }
      transaction.commit();
    }
  }
}

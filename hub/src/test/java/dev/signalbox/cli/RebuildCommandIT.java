package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.client.SessionQuery;
import dev.signalbox.log.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RebuildCommandIT {
  @TempDir Path folder;

  @Test
  void bringsBackTheState_thatTheLogTells() throws Exception {
    String before = tellSomething();
    assertThat(change("DELETE FROM session")).isEqualTo(2);
    Typed typed = rebuild();
    assertThat(typed.exitCode()).isZero();
    assertThat(typed.out()).matches("Rebuilt 2 sessions from 4 events in \\S+\\.\\R");
    assertThat(typed.err()).isEmpty();
    try (var hub = new RunningHub(folder)) {
      assertThat(sessions(hub)).isEqualTo(before);
    }
  }

  @Test
  void refuses_whileAHubRuns() {
    try (var _ = new RunningHub(folder)) {
      Typed typed = rebuild();
      assertThat(typed.exitCode()).isEqualTo(1);
      assertThat(typed.err().lines())
          .containsExactly(
              "signalbox: The data directory "
                  + folder
                  + " is in use by another Signalbox process. Stop that first, or name another"
                  + " directory with --data-dir");
    }
  }

  @Test
  void saysInPlainWords_whyTheLogCannotBeRead() throws Exception {
    tellSomething();
    assertThat(change("UPDATE event SET received_at = 'once'")).isEqualTo(4);
    Typed typed = rebuild();
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.err().lines()).hasSize(1);
    assertThat(typed.err()).contains("'once' could not be parsed").doesNotContain("Exception");
  }

  @Test
  void makesNothing_whereThereIsNoLog() {
    Path nowhere = folder.resolve("nowhere");
    Typed typed = Typed.command("rebuild", "--data-dir", nowhere.toString());
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.err())
        .startsWith("signalbox: There is no log in " + nowhere + ". Name another directory");
    assertThat(Files.exists(nowhere)).isFalse();
  }

  private Typed rebuild() {
    return Typed.command("rebuild", "--data-dir", folder.toString());
  }

  private String tellSomething() throws InterruptedException {
    try (var hub = new RunningHub(folder)) {
      hub.tell("a", "session:started", "{'cwd':'/srv/app','user':'ana'}");
      hub.tell("a", "message:user", "{'text':'Go'}");
      hub.tell("b", "session:started", "{'cwd':'/srv/web'}");
      hub.tell("b", "session:ended", "{'reason':'logout'}");
      return sessions(hub);
    }
  }

  private int change(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + DataDirectory.database(folder));
        var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static String sessions(RunningHub hub) throws InterruptedException {
    return hub.client().get(SessionQuery.ALL.path());
  }
}

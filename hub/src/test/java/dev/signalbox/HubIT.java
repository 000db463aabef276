package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.log.DataDirectory;
import dev.signalbox.session.Liveness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a hub starts when it cannot. */
class HubIT {
  /** A thread that was told to end may still have its last instructions before it. */
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

  @TempDir private Path folder;

  @Test
  void start_onATakenPort_saysSo_andLeavesNothingBehind() {
    try (var first = TestHub.start(folder.resolve("first"))) {
      Path data = folder.resolve("second");
      int port = first.port();
      assertThatThrownBy(() -> Hub.start(config(data, port)))
          .hasMessageContaining("is in use")
          .hasMessageContaining(Integer.toString(port));
      assertThat(Thread.getAllStackTraces().keySet())
          .extracting(Thread::getName)
          .filteredOn("sequencer"::equals)
          .as("writing threads")
          .hasSize(1);
      Hub.start(config(data, 0)).close();
    }
  }

  @Test
  void start_thatFailsBeforeItListens_leavesNothingOpen() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Tuning failing =
        Tuning.NONE.withListening(listener -> {
          throw new IllegalStateException("Meant to fail");
        });
    assertThatThrownBy(() -> Hub.start(config(folder, 0), failing))
        .hasMessageContaining("Meant to fail");
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      boolean isOfHub = thread.getName().matches("(reader|sequencer|sweeper|vert\\.x-eventloop).*");
      if (isOfHub && !before.contains(thread)) {
        assertThat(thread.join(ENDS_WITHIN)).as(thread.getName() + " has ended").isTrue();
      }
    }
    assertThat(folder.resolve("signalbox.db-wal")).as("left by an open connection").doesNotExist();
    Hub.start(config(folder, 0)).close();
  }

  @Test
  void start_onTheDataOfARunningHub_isRefused_andThatHubGoesOn() {
    try (var first = TestHub.start(folder)) {
      assertThatThrownBy(() -> Hub.start(config(folder, 0)))
          .isInstanceOf(DataDirectory.InUseException.class)
          .hasMessageContaining(folder.toString());
      assertThat(first.begin("s1")).isEqualTo(1);
    }
  }

  @Test
  void start_onTheDataOfAnotherProcess_isRefused_untilThatIsKilled() {
    var other = HubProcess.start(folder);
    try {
      assertThatThrownBy(() -> Hub.start(config(folder, 0)))
          .isInstanceOf(DataDirectory.InUseException.class)
          .hasMessageContaining("in use by another Signalbox process");
    } finally {
      other.kill();
    }
    Hub.start(config(folder, 0)).close();
  }

  private static Config config(Path data, int port) {
    return new Config("127.0.0.1", port, data, Config.Auth.NONE, Liveness.LEASE);
  }
}

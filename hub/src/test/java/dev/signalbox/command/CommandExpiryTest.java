package dev.signalbox.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.Command;
import dev.signalbox.session.StateHub;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandExpiryTest {
  @TempDir Path folder;
  private StateHub hub;
  private CommandExpiry expiry;

  @BeforeEach
  void open() throws SQLException {
    hub = new StateHub(folder);
    expiry = new CommandExpiry(hub.projection, hub);
    hub.append("s", "session:started", "{'cwd':'/x'}");
    hub.append("s", "command:issued", "{'commandId':'early','command':'pause'}");
    hub.pause(Duration.ofHours(1));
    hub.append("s", "command:issued", "{'commandId':'late','command':'resume'}");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void aCommandIsOverdue_whenItsLifetimeIsOver() {
    hub.pause(CommandExpiry.LIFETIME.minusHours(1));
    assertThat(overdue()).isEmpty();
    hub.pause(Duration.ofMillis(1));
    assertThat(overdue()).extracting(Command::commandId).containsExactly("early");
    hub.pause(Duration.ofHours(1));
    assertThat(overdue()).extracting(Command::commandId).containsExactly("early", "late");
  }

  @Test
  void anOverdueCommandExpires_alsoADeliveredOne() {
    hub.append("s", "command:delivered", "{'commandId':'early'}");
    hub.pause(CommandExpiry.LIFETIME);
    expireAll();
    assertThat(status("early")).isEqualTo(Command.Status.EXPIRED);
    assertThat(status("late")).isEqualTo(Command.Status.QUEUED);
    assertThat(overdue()).isEmpty();
  }

  @Test
  void aCommandThatEndedMeanwhile_staysAsItIs() {
    hub.pause(CommandExpiry.LIFETIME);
    List<Command> overdue = overdue();
    hub.append("s", "command:acknowledged", "{'commandId':'early'}");
    overdue.forEach(this::expire);
    assertThat(status("early")).isEqualTo(Command.Status.ACKNOWLEDGED);
  }

  private List<Command> overdue() {
    return hub.read(expiry::overdue);
  }

  private void expireAll() {
    overdue().forEach(this::expire);
  }

  private void expire(Command command) {
    hub.append(() -> expiry.decide(command));
  }

  private Command.Status status(String commandId) {
    return hub.read(handle -> CommandQueries.one(handle, commandId)).orElseThrow().status();
  }
}

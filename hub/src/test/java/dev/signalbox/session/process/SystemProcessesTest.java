package dev.signalbox.session.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.LocalProcess;
import dev.signalbox.protocol.AgentProcess;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class SystemProcessesTest {
  private final SystemProcesses processes = new SystemProcesses();

  @Test
  void seesAProcessUntilItIsKilled() throws IOException, InterruptedException {
    try (var sleeper = LocalProcess.start()) {
      assertThat(processes.isAlive(sleeper.named())).isTrue();
      sleeper.kill();
      assertThat(processes.isAlive(sleeper.named())).isFalse();
    }
  }

  @Test
  void takesNoOtherForIt() throws IOException {
    try (var sleeper = LocalProcess.start()) {
      AgentProcess named = sleeper.named();
      assertThat(processes.isAlive(new AgentProcess(named.pid(), "1", named.boot()))).isFalse();
      assertThat(processes.isAlive(new AgentProcess(named.pid(), named.born(), "x"))).isFalse();
    }
  }
}

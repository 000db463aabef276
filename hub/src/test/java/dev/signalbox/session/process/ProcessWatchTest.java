package dev.signalbox.session.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.AgentProcess;
import dev.signalbox.session.Liveness.Seen;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProcessWatchTest {
  private static final AgentProcess AGENT = new AgentProcess(7, "100", "boot");

  private final Set<AgentProcess> running = new HashSet<>(Set.of(AGENT));
  private final ProcessWatch watch = new ProcessWatch(running::contains);

  @Test
  void saysOnceThatAProcessIsGone() {
    assertThat(watch.watch("s1", AGENT)).isTrue();
    assertThat(watch.gone()).isEmpty();
    running.clear();
    assertThat(watch.gone()).containsExactly(new Seen("s1", AGENT));
    assertThat(watch.gone()).isEmpty();
  }

  @Test
  void saysNothingOfAProcessThatItNeverSaw() {
    assertThat(watch.watch("s1", new AgentProcess(7, "101", "boot"))).isFalse();
    assertThat(watch.watch("s2", new AgentProcess(7, "100", "other"))).isFalse();
    assertThat(watch.gone()).isEmpty();
  }

  @Test
  void aNumberThatIsUsedAgainIsAnotherProcess() {
    watch.watch("s1", AGENT);
    running.clear();
    running.add(new AgentProcess(7, "200", "boot"));
    assertThat(watch.gone()).containsExactly(new Seen("s1", AGENT));
  }

  /** The hub was away when its agent was killed, and hears of what was before. */
  @Test
  void saysAgainThatAProcessIsGone_whenItsSessionGoesOn() {
    watch.watch("s1", AGENT);
    running.clear();
    watch.gone();
    assertThat(watch.watch("s1", AGENT)).isTrue();
    assertThat(watch.gone()).containsExactly(new Seen("s1", AGENT));
  }

  @Test
  void watchesTheProcessThatASessionWentOnIn() {
    watch.watch("s1", AGENT);
    var next = new AgentProcess(8, "300", "boot");
    running.add(next);
    assertThat(watch.watch("s1", next)).isTrue();
    running.remove(AGENT);
    assertThat(watch.gone()).isEmpty();
    running.remove(next);
    assertThat(watch.gone()).containsExactly(new Seen("s1", next));
  }

  @Test
  void findsWhatVanishedWhileTheHubWasDown() {
    running.clear();
    watch.restore(new Seen("s1", AGENT));
    assertThat(watch.gone()).containsExactly(new Seen("s1", AGENT));
  }
}

package dev.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.AgentProcess;
import dev.signalbox.session.Liveness.Seen;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LivenessTest {
  @TempDir Path folder;
  private StateHub hub;
  private Liveness liveness;

  @BeforeEach
  void open() throws SQLException {
    hub = new StateHub(folder);
    liveness = new Liveness(hub.projection, hub, Duration.ofMinutes(15));
    hub.append("working", "message:user", "{'text':'hi'}");
    hub.append("idle", "session:started", "{'cwd':'/srv/app'}");
    hub.append("asking", "message:user", "{'text':'hi'}");
    hub.append("asking", "interaction:awaiting-input", "{}");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void losesASilentWorkingSession_andNoOther() {
    hub.pause(Duration.ofMinutes(15));
    assertThat(silent()).isEmpty();
    hub.pause(Duration.ofMillis(1));
    assertThat(silent()).containsExactly("working");
    hub.append(() -> liveness.decide("working"));
    assertThat(hub.session("working").path("state").asText()).isEqualTo("lost");
    assertThat(silent()).isEmpty();
    hub.append("working", "usage:recorded", "{'inputTokens':1}");
    assertThat(hub.session("working").path("state").asText()).isEqualTo("working");
  }

  @Test
  void decidesNothing_whenSomethingHasComeSince() {
    hub.pause(Duration.ofMinutes(20));
    assertThat(silent()).containsExactly("working");
    hub.append("working", "tool:started", "{'toolName':'Bash'}");
    assertThat(hub.append(() -> liveness.decide("working"))).isEmpty();
    assertThat(hub.append(() -> liveness.decide("nobody"))).isEmpty();
    assertThat(hub.session("working").path("state").asText()).isEqualTo("working");
  }

  @Test
  void losesASessionWhoseProcessIsGone_asLongAsItIsThatOne() {
    var process = new AgentProcess(7, "9", "b");
    hub.append("asking", "session:updated", "{'process':" + process.json() + "}");
    var seen = new Seen("asking", process);
    assertThat(hub.read(liveness::seen)).containsExactly(seen);
    var other = new Seen("asking", new AgentProcess(7, "8", "b"));
    assertThat(hub.append(() -> liveness.decideGone(other))).isEmpty();
    assertThat(hub.append(() -> liveness.decideGone(seen))).hasSize(1);
    assertThat(hub.session("asking").path("state").asText()).isEqualTo("lost");
    assertThat(hub.append(() -> liveness.decideGone(seen))).isEmpty();
    assertThat(hub.read(liveness::seen)).isEmpty();
  }

  @Test
  void leavesASessionThatHasEndedAlone() {
    hub.append("working", "session:ended", "{'reason':'exit'}");
    assertThat(hub.append(() -> liveness.decideGone("working"))).isEmpty();
    assertThat(hub.append(() -> liveness.decideGone("nobody"))).isEmpty();
    assertThat(hub.session("working").path("state").asText()).isEqualTo("ended");
  }

  private List<String> silent() {
    return hub.read(liveness::silent);
  }
}

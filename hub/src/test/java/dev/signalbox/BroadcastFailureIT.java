package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.TestHub.Answer;
import dev.signalbox.log.CommitListener;
import dev.signalbox.web.Heartbeat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P3: a failing broadcast never changes the outcome of a write, and clients lose nothing. */
class BroadcastFailureIT {
  private final AtomicInteger failures = new AtomicInteger();
  private TestHub hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    Heartbeat usual = Heartbeat.DEFAULT;
    var quick =
        new Heartbeat(
            Duration.ofMillis(50), usual.ping(), usual.silence(), usual.comment(), usual.closing());
    hub = TestHub.start(folder, Tuning.NONE.withListening(this::failing).withHeartbeat(quick));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void create_whileTheBroadcastFails_isStoredCountedAndReachesClientsFromTheLog() {
    List<LiveClient> clients =
        List.of(hub.socket(""), hub.socket("?view=sessions&sessions=*"), hub.stream(""));
    failures.set(1);
    Answer answer = hub.post("/api/sessions", "{'id':'s1','cwd':'/srv/app'}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(hub.get("/api/sessions/s1").status()).isEqualTo(200);
    assertThat(hub.info().path("broadcastFailures").asInt()).isEqualTo(1);
    for (LiveClient client : clients) {
      Received started = client.inbox().next(Received.event("session:started"));
      assertThat(started.position()).isEqualTo(hub.position());
    }
  }

  @Test
  void events_aroundAFailure_arriveInOrderAndOnce() {
    var client = hub.socket("?sessions=*&since=" + hub.position());
    hub.begin("s1");
    failures.set(3);
    for (int i = 0; i < 10; i++) {
      hub.append("s1", "message:user", ",'text':'Hello'");
    }
    List<Received> messages = client.inbox().until(Received.reaching(11));
    assertThat(messages.stream().filter(Received::isEvent))
        .extracting(Received::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
  }

  private CommitListener failing(CommitListener broadcast) {
    return events -> {
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("A broadcast that fails");
      }
      broadcast.committed(events);
    };
  }
}

package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.web.Heartbeat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who still answers stays; who does not is let go, also when nothing can be said to it. */
class HeartbeatIT {
  private static final Duration PING = Duration.ofMillis(50);
  private static final Duration SILENCE = Duration.ofMillis(500);

  private TestHub hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    var quick = new Heartbeat(Duration.ofMillis(10), PING, SILENCE, PING, Duration.ofMillis(100));
    hub = TestHub.start(folder, Tuning.NONE.withHeartbeat(quick));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void default_isWhatTheProtocolPromises() {
    assertThat(Heartbeat.DEFAULT.ping()).isEqualTo(Duration.ofSeconds(25));
    assertThat(Heartbeat.DEFAULT.silence()).isEqualTo(Duration.ofSeconds(60));
    assertThat(Heartbeat.DEFAULT.comment()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void client_thatAnswersPings_stays() {
    try (var client = RawSocket.open(hub, "")) {
      long pings = 3 * SILENCE.dividedBy(PING);
      for (int i = 0; i < pings; i++) {
        client.send(RawSocket.PONG, client.read(RawSocket.PING).payload());
      }
      assertThat(hub.clients()).isEqualTo(1);
    }
  }

  @Test
  void client_thatTalksWithoutPongs_stays() {
    try (var client = RawSocket.open(hub, "")) {
      long pings = 3 * SILENCE.dividedBy(PING);
      for (int i = 0; i < pings; i++) {
        client.read(RawSocket.PING);
        client.say("{'type':'ping'}");
      }
      assertThat(hub.clients()).isEqualTo(1);
    }
  }

  @Test
  void silentClient_isToldToReconnectAndLetGo() {
    try (var client = RawSocket.open(hub, "")) {
      client.read(RawSocket.PING);
      var close = client.read(RawSocket.CLOSE);
      assertThat(close.closeCode()).isEqualTo(1001);
      assertThat(close.text()).endsWith("Nothing was heard for 0 s");
      hub.awaitClients(0);
      assertThat(client.readToEnd()).isZero();
    }
  }

  @Test
  void clientThatNeitherReadsNorSpeaks_isLetGo() {
    try (var client = RawSocket.open(hub, "?sessions=*")) {
      floodWithEvents();
      hub.awaitClients(0);
      assertThat(client.readToEnd()).isPositive();
    }
  }

  /** Its pings are answered, so the answers would pile up. */
  @Test
  void clientThatPingsButNeverReads_isLetGo() {
    var timer = Executors.newSingleThreadScheduledExecutor();
    try (var client = RawSocket.open(hub, "?sessions=*")) {
      floodWithEvents();
      Future<?> pinging =
          timer.scheduleAtFixedRate(
              () -> client.send(RawSocket.PING, new byte[4]), 0, 25, TimeUnit.MILLISECONDS);
      hub.awaitClients(0);
      pinging.cancel(true);
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void stream_getsComments() {
    var client = hub.stream("");
    client.lines().next(line -> line.equals(": still here"));
    client.lines().next(line -> line.equals(": still here"));
    assertThat(hub.clients()).isEqualTo(1);
  }

  /** More than the network takes for a client that does not read. */
  private void floodWithEvents() {
    String event = "{'type':'message:user','sessionId':'s1','text':'" + "x".repeat(2_000) + "'}";
    hub.appendAll(Stream.generate(() -> event).limit(4_000));
  }
}

package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.signalbox.Inbox.Closing;
import dev.signalbox.web.Heartbeat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub that stops says so. */
class GracefulStopIT {
  private TestHub hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    Heartbeat usual = Heartbeat.DEFAULT;
    var impatient =
        new Heartbeat(
            usual.beat(), usual.ping(), usual.silence(), usual.comment(), Duration.ofMillis(200));
    hub = TestHub.start(folder, Tuning.NONE.withHeartbeat(impatient));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void stop_closesSocketsWith1001AndEndsStreams() {
    var lobby = hub.socket("");
    var busy = hub.socket("?sessions=*&view=sessions");
    var stream = hub.stream("");
    hub.begin("s1");
    hub.stop();
    var goodbye = new Closing(1001, "The hub is shutting down");
    assertThat(lobby.inbox().awaitClosing()).isEqualTo(goodbye);
    assertThat(busy.inbox().awaitClosing()).isEqualTo(goodbye);
    assertThat(stream.inbox().awaitClosing().reason()).isEqualTo("The stream has ended");
    lobby.inbox().next(Received.event("session:started"));
  }

  @Test
  void stop_doesNotWaitForClientsThatDoNotRead() {
    try (var socket = RawSocket.open(hub, "?sessions=*");
        var stream = new RawSocket(hub.port(), "/api/stream?sessions=*", "Host: 127.0.0.1")) {
      String event = "{'type':'message:user','sessionId':'s1','text':'" + "x".repeat(2_000) + "'}";
      hub.appendAll(Stream.generate(() -> event).limit(4_000));
      assertTimeout(Duration.ofSeconds(5), () -> hub.stop());
      assertThat(socket.readToEnd()).isPositive();
      assertThat(stream.readToEnd()).isPositive();
    }
  }
}

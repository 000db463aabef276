package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.TestHub.Answer;
import dev.signalbox.broadcast.Broadcast;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open a live connection, and with which parameters. */
class HandshakeIT {
  private static final int CLIENTS_MAX = 3;

  private TestHub hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    var few = new Broadcast.Limits(CLIENTS_MAX, Broadcast.Limits.DEFAULT.tailBytesMax());
    hub = TestHub.start(folder, Tuning.NONE.withLimits(few));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "http://127.0.0.1:1", "null", "file://"})
  void foreignOrigin_isRefused(String origin) {
    String host = "Host: 127.0.0.1:" + hub.port();
    try (var socket = new RawSocket(hub.port(), "/ws", host, "Origin: " + origin);
        var stream = new RawSocket(hub.port(), "/api/stream", host, "Origin: " + origin)) {
      assertThat(socket.response()).startsWith("HTTP/1.1 403 ");
      assertThat(stream.response()).startsWith("HTTP/1.1 403 ");
    }
    assertThat(hub.clients()).isZero();
  }

  @Test
  void ownOrigin_isWelcome() {
    String host = "127.0.0.1:" + hub.port();
    try (var socket = new RawSocket(hub.port(), "/ws", "Host: " + host, "Origin: http://" + host)) {
      assertThat(socket.response()).startsWith("HTTP/1.1 101 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws", "/api/stream"})
  void nameOfAnotherHost_isRefused(String path) {
    try (var socket = new RawSocket(hub.port(), path, "Host: hub.evil.example")) {
      assertThat(socket.response()).startsWith("HTTP/1.1 421 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?since=17",
        "?since=k3f9:-1",
        "?since=k3f9:1:2",
        "?sessions=a,b%20c",
        "?view=all"
      })
  void malformedParameter_isRefusedByName(String query) {
    String name = query.substring(1, query.indexOf('='));
    Answer stream = hub.get("/api/stream" + query);
    assertThat(stream.status()).isEqualTo(422);
    assertThat(stream.body().path("errors").path(0).path("path").asText()).isEqualTo(name);
    try (var socket = new RawSocket(hub.port(), "/ws" + query, "Host: 127.0.0.1")) {
      assertThat(socket.response()).startsWith("HTTP/1.1 422 ");
    }
  }

  @Test
  void requestThatIsNoWebSocket_isTheCallersFault() {
    Answer answer = hub.get("/ws");
    assertThat(answer.status()).isEqualTo(426);
    assertThat(answer.body().path("code").asText()).isEqualTo("upgrade-required");
  }

  @Test
  void thousandSessionsInTheAddress_areTaken() {
    String sessions = ids(1_000);
    hub.begin("0123456789-0123456789-0123456789-999");
    hub.append("0123456789-0123456789-0123456789-999", "message:user", ",'text':'Hello'");
    var client = hub.socket("?since=" + hub.position().at(0) + "&sessions=" + sessions);
    client.inbox().next(Received.event("message:user"));
    assertThat(hub.get("/api/stream?sessions=" + sessions + ",one-more").status()).isEqualTo(422);
  }

  @Test
  void oneClientTooMany_isToldToComeLater() {
    hub.socket("");
    hub.socket("");
    hub.stream("");
    var late = hub.socket("");
    assertThat(late.inbox().awaitClosing())
        .isEqualTo(new Inbox.Closing(4429, "Expected at most 3 live connections; try again later"));
    Answer stream = hub.get("/api/stream");
    assertThat(stream.status()).isEqualTo(503);
    assertThat(stream.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void messageInTheSamePacket_isServed() {
    try (var socket = RawSocket.openSaying(hub, "{'type':'ping'}")) {
      assertThat(socket.receive().type()).isEqualTo("subscription_confirmed");
      assertThat(socket.receive().type()).isEqualTo("caught_up");
      assertThat(socket.receive().type()).isEqualTo("pong");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws", "/api/stream"})
  void clientsThatVanishAtOnce_areNotCounted(String path) {
    for (int i = 0; i < 100; i++) {
      RawSocket.knock(hub.port(), path);
    }
    hub.awaitClients(0);
    hub.socket("").inbox().next();
  }

  private static String ids(int count) {
    return IntStream.range(0, count)
        .mapToObj("0123456789-0123456789-0123456789-%03d"::formatted)
        .collect(Collectors.joining(","));
  }
}

package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Server-sent events: the same messages as over WebSocket, with names and ids. */
class EventStreamIT {
  private TestHub hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    hub = TestHub.start(folder);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void stream_beginsWithRetryAndNamesItsEvents() {
    var client = hub.stream("");
    long sequence = hub.begin("s1");
    List<String> lines = client.lines().until(line -> line.contains("session:started"));
    assertThat(lines.subList(0, 2)).containsExactly("retry: 2000", "");
    assertThat(lines).contains("event: subscription_confirmed", "event: caught_up");
    assertThat(lines.subList(lines.size() - 3, lines.size() - 1))
        .containsExactly("event: event", "id: " + hub.position().at(sequence));
  }

  @Test
  void stream_saysTheSameAsASocket() {
    String query = "?sessions=s1&view=sessions&since=" + hub.position();
    var socket = hub.socket(query);
    var stream = hub.stream(query);
    hub.begin("s1");
    hub.append("s1", "tool:started", ",'toolName':'Bash'");
    hub.append("s2", "tool:started", ",'toolName':'Bash'");
    long last = hub.append("s2", "step:started", ",'stepNumber':1,'inputs':{'a':'ü\\n'}");
    assertThat(events(stream, last)).isEqualTo(events(socket, last)).hasSize(4);
  }

  @Test
  void lastEventId_resumesAndGoesBeforeSince() {
    hub.begin("s1");
    hub.append("s1", "message:user", ",'text':'one'");
    hub.append("s1", "message:user", ",'text':'two'");
    String second = hub.position().at(2).toString();
    String first = hub.position().at(1).toString();
    var resumed = hub.streamAfter(second, "?sessions=s1&since=" + first);
    assertThat(events(resumed, 3)).extracting(Received::sequence).containsExactly(3L);
    var fresh = hub.streamAfter("", "?sessions=s1&since=" + first);
    assertThat(events(fresh, 3)).extracting(Received::sequence).containsExactly(2L, 3L);
  }

  @Test
  void clientThatGoes_isNoLongerCounted() {
    var client = hub.stream("");
    var other = hub.stream("");
    client.inbox().next(Received.ofType("caught_up"));
    assertThat(hub.clients()).isEqualTo(2);
    client.close();
    hub.awaitClients(1);
    hub.begin("s1");
    other.inbox().next(Received.event("session:started"));
    other.close();
    hub.awaitClients(0);
  }

  @Test
  void stream_clientThatOffersHttp2_isServedOverHttp1() {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    try {
      var request = HttpRequest.newBuilder(hub.uri("http", "/api/stream?sessions=*"));
      try (var client = StreamClient.open(http, request)) {
        hub.begin("s1");
        client.inbox().next(Received.event("session:started"));
      }
      hub.awaitClients(0);
    } finally {
      // Not close(): that waits for a stream without end, should it still count as open.
      http.shutdownNow();
    }
  }

  private static List<Received> events(LiveClient client, long last) {
    return client.inbox().until(Received.reaching(last)).stream()
        .filter(Received::isEvent)
        .toList();
  }
}

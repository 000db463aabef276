package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SSE as no browser asks for it. */
class RawStreamIT {
  private static final int EVENTS = 900;

  private ServedHub hub;
  private String beginning;

  @BeforeEach
  void start(@TempDir Path folder) {
    hub = ServedHub.start(folder);
    beginning = hub.get("/api/info").at("/epoch").asText() + ":0";
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void stream_behindAnAnswerThatIsStillUnderWay_comesAfterIt() throws IOException {
    String event = "{'type':'message:user','sessionId':'s1','text':'" + "x".repeat(8_000) + "'}";
    String events = String.join(",", Collections.nCopies(EVENTS, event));
    hub.post("/api/events", "{'events':[" + events + "]}").expect(201);
    try (var connection = RawHttp.open(hub.port())) {
      connection.send(
          get("/api/sessions/s1/events?after=0&limit=1000", "1.1")
              + get("/api/stream?since=" + beginning, "1.1"));
      assertThat(connection.answer().expect(200).at("/events")).hasSizeGreaterThan(EVENTS / 3);
      assertThat(connection.answer().header("content-type")).isEqualTo("text/event-stream");
      assertThat(until(connection, "event: caught_up")).contains("event: event");
    }
  }

  @Test
  void stream_overHttp10_hasNoChunks() throws IOException {
    hub.session("");
    try (var connection = RawHttp.open(hub.port())) {
      connection.send(get("/api/stream?since=" + beginning, "1.0"));
      Answer begun = connection.answer().expect(200);
      assertThat(begun.header("transfer-encoding")).isEmpty();
      assertThat(until(connection, "event: caught_up"))
          .startsWith("retry: 2000\n\nevent: subscription_confirmed\n")
          .contains("\n\nevent: event\nid: ");
    }
  }

  private static String get(String path, String version) {
    return "GET " + path + " HTTP/" + version + "\r\nHost: 127.0.0.1\r\n\r\n";
  }

  private static String until(RawHttp connection, String last) throws IOException {
    var lines = new StringBuilder();
    for (String line = connection.line(); !line.equals(last); line = connection.line()) {
      lines.append(line).append('\n');
    }
    return lines.toString();
  }
}

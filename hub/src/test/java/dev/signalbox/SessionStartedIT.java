package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.TestHub.Answer;
import dev.signalbox.broadcast.Broadcast;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The case that Signalbox began with: a session starts somewhere, and every client knows. */
class SessionStartedIT {
  private static final String ANA =
      "{'id':'s1','cwd':'/srv/app','user':'ana','hostname':'mb-1','platform':'darwin'}";

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
  void create_reachesEveryClientAtOnceAndLogsHowMany() {
    hub.begin("warm-up");
    List<LiveClient> clients = connected();
    try (var log = LogCapture.of(Broadcast.class)) {
      long sent = System.nanoTime();
      Answer answer = hub.post("/api/sessions", ANA);
      long answered = System.nanoTime();
      for (LiveClient client : clients) {
        Received started = client.inbox().next(Received.event("session:started"));
        assertThat(started.sessionId()).isEqualTo("s1");
        assertThat(started.position()).isEqualTo(hub.position());
        assertThat(started.payload().properties())
            .extracting(field -> field.getKey() + "=" + field.getValue().asText())
            .containsExactly(
                "type=session:started",
                "sessionId=s1",
                "timestamp=" + answer.body().path("startedAt").asText(),
                "cwd=/srv/app",
                "user=ana",
                "hostname=mb-1",
                "platform=darwin");
      }
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.headers().firstValue("Location")).hasValue("/api/sessions/s1");
      assertThat(log.lines().next()).isEqualTo("Broadcast session:started for s1 to 4 clients");
      System.out.printf(
          "POST to answer %.1f ms, to the last of %d clients %.1f ms%n",
          (answered - sent) / 1e6, clients.size(), (System.nanoTime() - sent) / 1e6);
    }
  }

  @Test
  void create_unknownFields_areAbsentFromThePayload() {
    var client = hub.socket("");
    Answer answer = hub.post("/api/sessions", "{'cwd':'/srv/app'}");
    Received started = client.inbox().next(Received.event("session:started"));
    assertThat(started.sessionId()).isEqualTo(answer.body().path("id").asText());
    assertThat(started.payload().properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactly("type", "sessionId", "timestamp", "cwd");
  }

  @Test
  void create_sameIdAgain_answersTheSessionWithoutASecondEvent() {
    var client = hub.socket("");
    Answer first = hub.post("/api/sessions", ANA);
    Answer second = hub.post("/api/sessions", ANA.replace("ana", "bob"));
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(hub.position().sequence()).isEqualTo(1);
    assertThat(hub.untilNow(client)).filteredOn(Received::isEvent).hasSize(1);
  }

  private List<LiveClient> connected() {
    List<LiveClient> clients =
        List.of(
            hub.socket(""),
            hub.socket("?sessions=*"),
            hub.socket("?view=sessions"),
            hub.stream(""));
    clients.forEach(client -> client.inbox().next(Received.ofType("caught_up")));
    return clients;
  }
}

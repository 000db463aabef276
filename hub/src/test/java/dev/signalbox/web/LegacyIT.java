package dev.signalbox.web;

import static dev.signalbox.web.ProblemChecks.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths of the older product that its clients still use. */
final class LegacyIT {
  private static ServedHub hub;

  @BeforeAll
  static void start(@TempDir Path folder) {
    hub = ServedHub.start(folder);
    hub.post("/api/sessions", "{'id':'s','cwd':'/x','user':'ana'}").expect(201);
    hub.append("s", "message:user", ",'text':'Hello'");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void commandsUnderTheirOlderPath() {
    Answer issued = hub.post("/api/commands/s/commands", "{'type':'pause'}").expect(201);
    JsonNode polled = hub.get("/api/commands/s/commands").expect(200).at("/commands");
    assertThat(polled.at("/0/commandId")).isEqualTo(issued.at("/commandId"));
  }

  @Test
  void terminalOutputUnderItsOlderPath() {
    hub.post("/api/terminal/s/output", "{'output':'$ ls','stream':'stdout'}").expect(201);
    assertThat(hub.get("/api/sessions/s/events?type=terminal:output").at("/events")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/events/s", "/api/events/s/recent"})
  void eventsUnderTheirOlderPath(String path) {
    String query = "?type=message:user&limit=1";
    assertThat(hub.get(path + query).expect(200).at("/events"))
        .isEqualTo(hub.get("/api/sessions/s/events" + query).at("/events"))
        .hasSize(1);
    assertProblem(hub.get(path.replace("/s", "/nobody")), 404, "unknown-session");
  }

  @Test
  void usersUnderTheirOlderPath_whichIsNoSession() {
    assertThat(hub.get("/api/sessions/users").expect(200).json())
        .isEqualTo(hub.get("/api/users").json());
  }

  @Test
  void history() {
    String today = hub.get("/api/sessions/s").at("/startedAt").asText().substring(0, 10);
    assertThat(hub.get("/api/history/dates").expect(200).at("/dates/" + today).asInt())
        .isEqualTo(1);
    JsonNode day = hub.get("/api/history/sessions/" + today).expect(200).json();
    assertThat(day.path("date").asText()).isEqualTo(today);
    assertThat(day.at("/sessions/0/id").asText()).isEqualTo("s");
    assertThat(hub.get("/api/history/sessions/2001-01-01").at("/sessions")).isEmpty();
    assertThat(hub.get("/api/history/session/s").expect(200).at("/id").asText()).isEqualTo("s");
    assertProblem(hub.get("/api/history/session/nobody"), 404, "unknown-session");
    JsonNode stats = hub.get("/api/history/stats").expect(200).json();
    assertThat(stats.path("working").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-13-01", "2026-02-30", "today", "%27", "2026-1-1"})
  void history_refusesWhatIsNoDate(String date) {
    assertProblem(hub.get("/api/history/sessions/" + date), 422, "invalid-request", "date");
  }
}

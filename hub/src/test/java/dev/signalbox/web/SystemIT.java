package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Position;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hub says about itself, and its page. */
final class SystemIT {
  private static ServedHub hub;

  @BeforeAll
  static void start(@TempDir Path folder) {
    hub = ServedHub.start(folder);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void info_tellsVersion_position_andLimits() {
    JsonNode info = hub.get("/api/info").expect(200).json();
    assertThat(info.path("name").asText()).isEqualTo("signalbox");
    assertThat(info.path("version").asText()).isNotEmpty();
    assertThat(Position.parse(info.path("position").asText()).epoch())
        .isEqualTo(info.path("epoch").asText());
    assertThat(Instant.parse(info.path("startedAt").asText())).isBefore(Instant.now());
    for (JsonNode limit : info.path("limits")) {
      assertThat(limit.asLong()).isPositive();
    }
    assertThat(info.at("/limits/eventBytes").asInt()).isEqualTo(EventRoutes.EVENT_BYTES_MAX);
  }

  @Test
  void metrics_countWhatWasWritten_andWhatIsInMemory() {
    hub.post("/api/sessions", "{'cwd':'/srv/app'}").expect(201);
    Answer metrics = hub.get("/metrics").expect(200);
    assertThat(metrics.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(metrics.text().lines())
        .anyMatch(line -> line.matches("signalbox_commits_seconds_count [1-9].*"))
        .anyMatch(line -> line.matches("signalbox_commits_proposals_total [1-9].*"))
        .anyMatch(line -> line.matches("signalbox_tail_events [1-9].*"))
        .anyMatch(line -> line.matches("signalbox_tail_bytes [1-9].*"))
        .contains("signalbox_connections 0.0", "signalbox_queue_bytes 0.0")
        .anyMatch(line -> line.startsWith("signalbox_direct_memory_bytes "))
        .anyMatch(line -> line.startsWith("process_files_open_files "));
  }

  @ParameterizedTest
  @CsvSource({"/health, ready", "/health/ready, ready", "/health/live, live"})
  void health(String path, String status) {
    assertThat(hub.get(path).expect(200).at("/status").asText()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/inbox", "/sessions/s1", "/sessions/a%2Fb"})
  void thePageIsTheSameForEachOfItsAddresses(String path) {
    Answer page = hub.get(path).expect(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(page.text()).contains("<html");
  }

  @ParameterizedTest
  @CsvSource({
    "/nope,       '*/*',                  application/problem+json",
    "/nope,       'text/html,*/*;q=0.8',  text/html; charset=utf-8",
    "/a/b.js,     'text/html',            text/html; charset=utf-8",
    "/api/nope,   'text/html',            application/problem+json",
    "/v1/nope,    'text/html',            application/problem+json",
    "/health/x,   'text/html',            application/problem+json",
  })
  void whatIsNotThere_isToldAPersonByThePage_andAProgramByAProblem(
      String path, String accept, String mediaType) {
    Answer answer = hub.send(hub.request(path).header("Accept", accept)).expect(404);
    assertThat(answer.header("Content-Type")).isEqualTo(mediaType);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/health", "/api/info", "/api/sessions", "/api/users", "/openapi.json"})
  void head_hasTheHeaderOfGet_andNoBody(String path) {
    Answer get = hub.get(path).expect(200);
    Answer head = hub.send(hub.request(path).method("HEAD", BodyPublishers.noBody())).expect(200);
    assertThat(head.text()).isEmpty();
    assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/sessions,          'POST, GET, HEAD, OPTIONS'",
    "/api/sessions/s,        'PATCH, PUT, DELETE, GET, HEAD, OPTIONS'",
    "/api/events,            'POST, OPTIONS'",
    "/api/stream,            'GET, OPTIONS'",
    "/ws,                    'GET, OPTIONS'",
    "/,                      'GET, HEAD, OPTIONS'",
  })
  void options_tellsWhatAPathTakes_butNothingToOtherOrigins(String path, String allowed) {
    var request =
        hub.request(path)
            .header("Origin", "http://evil.example")
            .header("Access-Control-Request-Method", "POST");
    Answer options = hub.send(request.method("OPTIONS", BodyPublishers.noBody())).expect(204);
    assertThat(options.header("Allow")).isEqualTo(allowed);
    assertThat(options.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
  }
}

package dev.signalbox.web;

import static dev.signalbox.web.ProblemChecks.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Host and Origin the hub answers (X1). */
final class GuardIT {
  private static ServedHub hub;

  @BeforeAll
  static void start(@TempDir Path folder) {
    hub = ServedHub.start(folder);
    hub.post("/api/sessions", "{'id':'s','cwd':'/x'}").expect(201);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:4680",
        "LocalHost:1",
        "127.0.0.1",
        "127.0.0.1:65535",
        "[::1]",
        "[::1]:4680"
      })
  void aHostThatNamesThisMachine_isAnswered(String host) throws IOException {
    assertThat(get("/health", "Host: " + host).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:4680",
        "localhost.evil.example",
        "evil.localhost",
        "localhost.",
        "127.0.0.1.nip.io",
        "127.0.0.2",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0.0.0.0",
        "192.168.1.1",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[0:0:0:0:0:0:0:1]",
        "::1",
        "user@localhost",
        "localhost@evil.example",
        "evil.example@localhost",
        "localhost:4680@evil.example",
        "localhost/evil.example",
        "localhost:",
        "localhost:x",
        "localhost:123456",
        "localhost localhost",
        "localhost,evil.example",
        "http://localhost",
        "%6cocalhost",
        "",
      })
  void anyOtherHost_isMisdirected_onEveryRoute(String host) throws IOException {
    for (String path : new String[] {"/", "/health", "/api/sessions", "/ws", "/nothing"}) {
      assertProblem(get(path, "Host: " + host), 421, "unknown-host");
    }
  }

  @Test
  void theHostMustBeThere_once() throws IOException {
    assertProblem(get("/health", "X: y"), 421, "unknown-host");
    assertProblem(get("/health", "Host: localhost\r\nHost: localhost"), 421, "unknown-host");
    assertProblem(get("/health", "Host: localhost\r\nHost: evil.example"), 421, "unknown-host");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:4680, http://localhost:4680",
    "localhost:4680, https://localhost:4680",
    "localhost,      http://localhost",
    "127.0.0.1:4680, http://127.0.0.1:4680",
    "[::1]:4680,     http://[::1]:4680",
    "localhost:4680,",
  })
  void aWriteOfTheHubsOwnPage_orOfAProgram_isServed(String host, @Nullable String origin)
      throws IOException {
    assertThat(write(host, origin).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:4680, null",
    "localhost:4680, ''",
    "localhost:4680, http://localhost",
    "localhost:4680, http://localhost:3000",
    "localhost:4680, http://127.0.0.1:4680",
    "localhost:4680, http://evil.example",
    "localhost:4680, http://evil.example:4680",
    "localhost:4680, http://localhost:4680.evil.example",
    "localhost:4680, http://localhost:4680@evil.example",
    "localhost:4680, http://user@localhost:4680",
    "localhost:4680, http://localhost:4680/",
    "localhost:4680, http://localhost:4680 http://evil.example",
    "localhost:4680, ws://localhost:4680",
    "localhost:4680, file://",
    "localhost:4680, chrome-extension://abcdef",
    "localhost:4680, localhost:4680",
    "[::1]:4680,     http://::1:4680",
  })
  void aWriteOfAnotherPage_isForbidden_whateverTheMethod(String host, String origin)
      throws IOException {
    assertProblem(write(host, origin), 403, "foreign-origin");
    for (String method : new String[] {"PUT", "PATCH", "DELETE", "BREW"}) {
      String request =
          method + " /api/sessions/s HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin;
      assertProblem(RawHttp.exchange(hub.port(), request + "\r\n\r\n"), 403, "foreign-origin");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ws", "/api/stream"})
  void aLiveConnectionOfAnotherPage_isForbidden(String path) throws IOException {
    String upgrade =
        String.join(
            "\r\n",
            "Host: localhost:1",
            "Origin: http://evil.example",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    assertProblem(get(path, upgrade), 403, "foreign-origin");
  }

  @Test
  void aReadThatABrowserCallsForeign_isForbidden_becausePollsTakeMessages() throws IOException {
    hub.post("/api/sessions/s/input", "{'input':'mine'}").expect(201);
    String poll = "/api/sessions/s/input";
    for (String site : new String[] {"cross-site", "same-site", "whatever"}) {
      assertProblem(get(poll, "Host: localhost\r\nSec-Fetch-Site: " + site), 403, "foreign-origin");
    }
    String own = "Host: localhost\r\nSec-Fetch-Site: same-origin";
    assertThat(get(poll, own).status()).isEqualTo(200);
    String typed = "Host: localhost\r\nSec-Fetch-Site: none";
    assertThat(get("/api/info", typed).status()).isEqualTo(200);
    // A link to the page is no read of data.
    assertThat(get("/", "Host: localhost\r\nSec-Fetch-Site: cross-site").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//api/info", "/%61pi/info", "/%61%70%69/info", "/./api/info", "/x/../api/info"})
  void aForeignRead_isForbidden_howeverItsPathIsSpelled(String path) throws IOException {
    assertThat(get(path, "Host: localhost").status()).as("the path is served").isEqualTo(200);
    String foreign = "Host: localhost\r\nSec-Fetch-Site: cross-site";
    assertProblem(get(path, foreign), 403, "foreign-origin");
  }

  private static Answer get(String path, String headers) throws IOException {
    return RawHttp.exchange(hub.port(), "GET " + path + " HTTP/1.1\r\n" + headers + "\r\n\r\n");
  }

  private static Answer write(String host, @Nullable String origin) throws IOException {
    String event = "{\"type\":\"a:b\",\"sessionId\":\"s\"}";
    return RawHttp.exchange(
        hub.port(),
        "POST /api/events HTTP/1.1\r\nHost: "
            + host
            + (origin == null ? "" : "\r\nOrigin: " + origin)
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + event.length()
            + "\r\n\r\n"
            + event);
  }
}

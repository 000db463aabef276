package dev.signalbox.web;

import static dev.signalbox.web.ProblemChecks.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every route has in common when a request is not as it should be. */
final class ProblemsIT {
  private static final String POST =
      "POST /api/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

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
  @CsvSource({
    "POST,  /api/sessions",
    "PATCH, /api/sessions/s",
    "PUT,   /api/sessions/s",
    "POST,  /api/events",
    "POST,  /api/sessions/s/input",
    "POST,  /api/sessions/s/awaiting",
    "POST,  /api/sessions/s/terminal",
    "POST,  /api/sessions/s/commands",
    "POST,  /api/commands/c/ack",
    "POST,  /api/hooks/claude-code",
    "POST,  /api/commands/s/commands",
    "POST,  /api/terminal/s/output",
  })
  void everyWrite_wantsOneJsonObject_asJson(String method, String path) {
    for (String bad : new String[] {"{", "[]", "null", "7", "{} {}", "\"x\"", "{'a':}"}) {
      assertProblem(hub.send(method, path, bad), 400, "bad-json");
    }
    assertProblem(hub.send(method, path, "[".repeat(10_000)), 400, "bad-json");
    for (String type : new String[] {"text/plain", "application/jsonp", "multipart/form-data"}) {
      var request = hub.request(path).header("Content-Type", type);
      assertProblem(
          hub.send(request.method(method, BodyPublishers.ofString("{}"))), 415, "media-type");
    }
    var untyped = hub.request(path).method(method, BodyPublishers.ofString("{}"));
    assertProblem(hub.send(untyped), 415, "media-type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "APPLICATION/JSON ; charset=UTF-8",
        "application/vnd.api+json",
        "application/cloudevents+json"
      })
  void anyJsonMediaTypeWillDo(String type) {
    var request = hub.request("/api/sessions").header("Content-Type", type);
    hub.send(request.POST(BodyPublishers.ofString("{\"cwd\":\"/x\"}"))).expect(201);
  }

  @Test
  void badJson_tellsWhereItBreaks_andThatItIsTooDeep() {
    assertThat(hub.post("/api/events", "{'a':1,\n'b':}").at("/detail").asText())
        .isEqualTo("Expected one JSON document, but it breaks at line 2, column 5");
    assertThat(hub.post("/api/events", "[".repeat(300)).at("/detail").asText())
        .contains("nested at most 200 deep");
  }

  @ParameterizedTest
  @CsvSource({"'', an empty body", "[], an array", "7, 7", "'  ', nothing"})
  void aBodyThatIsNoEvent_saysWhatIsExpected_andWhatCame(String body, String came) {
    Answer refused = hub.post("/api/events", body);
    assertProblem(refused, 400, "bad-json");
    assertThat(refused.at("/detail").asText())
        .isEqualTo(
            "Expected an event as a JSON object, or {\"events\":[…]} for several, but got " + came);
  }

  @Test
  void bytesThatAreNotUtf8_areBadJson() {
    for (byte[] bytes :
        new byte[][] {
          {'{', '"', (byte) 0xff, '"', ':', '1', '}'},
          {0, 0, 0x30, 0},
          {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xd8},
          {'"', (byte) 0xe2, (byte) 0x82, '"'},
        }) {
      var request = hub.request("/api/events").header("Content-Type", "application/json");
      assertProblem(hub.send(request.POST(BodyPublishers.ofByteArray(bytes))), 400, "bad-json");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /nothing",
    "GET,    /api",
    "GET,    /api/nothing",
    "POST,   /api/nothing",
    "OPTIONS,/api/nothing",
    "GET,    /assets/nothing.js",
    "GET,    /assets/..%2f..%2fversion.txt",
    "GET,    /../../etc/passwd",
    "GET,    /dashboard/index.html",
    "GET,    /.git/config",
    "GET,    /%00",
    "GET,    /ws/",
    "GET,    /api/sessions/s/events/1/more",
  })
  void whatIsNotThere_isNotFound(String method, String path) throws IOException {
    String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assertProblem(RawHttp.exchange(hub.port(), request), 404, "no-route");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/events,          'POST, OPTIONS'",
    "DELETE, /api/sessions,        'POST, GET, HEAD, OPTIONS'",
    "POST,   /api/sessions/s,      'PATCH, PUT, DELETE, GET, HEAD, OPTIONS'",
    "GET,    /api/commands/c/ack,  'POST, OPTIONS'",
    "POST,   /health,              'GET, HEAD, OPTIONS'",
    "POST,   /ws,                  'GET, OPTIONS'",
    "PUT,    /api/stream,          'GET, OPTIONS'",
    "BREW,   /api/info,            'GET, HEAD, OPTIONS'",
    "TRACE,  /,                    'GET, HEAD, OPTIONS'",
  })
  void aPathThatDoesNotTakeTheMethod_saysWhatItTakes(String method, String path, String allowed) {
    Answer refused = hub.send(hub.request(path).method(method, BodyPublishers.noBody()));
    assertProblem(refused, 405, "method");
    assertThat(refused.header("Allow")).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/sessions/%zz,     400, bad-request",
    "/api/sessions?q=%,     400, bad-request",
    "/api/sessions?q=%f,    400, bad-request",
    "/ws?since=%zz,         400, bad-request",
    "/api/stream?view=%zz,  400, bad-request",
    "*,                     404, no-route",
    "sessions,              400, bad-request",
    "http://evil.example/api/sessions, 400, bad-request",
    "/ws,                   426, upgrade-required",
  })
  void aTargetThatIsMalformed(String target, int status, String code) throws IOException {
    String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assertProblem(RawHttp.exchange(hub.port(), request), status, code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%ff", "%c0%af", "%ed%a0%80", "%F0%9F%98%80", "%01", "a+b%20c"})
  void aQueryOfStrangeBytes_findsNothing(String q) {
    assertThat(hub.get("/api/sessions?q=" + q).expect(200).at("/count").asInt()).isZero();
  }

  @Test
  void whatIsNoHttp_isRefused_andTheConnectionEnded() throws IOException {
    String host = " HTTP/1.1\r\nHost: localhost\r\n";
    assertRefused("GARBAGE\r\n\r\n", 400, "bad-request");
    assertRefused(POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400, "bad-request");
    assertRefused(
        POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        400,
        "bad-request");
    assertRefused("GET /" + "a".repeat(70_000) + host + "\r\n", 414, "uri-too-long");
    assertRefused(
        "GET /health" + host + "X: " + "a".repeat(20_000) + "\r\n\r\n", 431, "headers-too-large");
  }

  private static void assertRefused(String request, int status, String code) throws IOException {
    try (var connection = RawHttp.open(hub.port())) {
      connection.send(request);
      Answer answer = connection.answer();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.at("/code").asText()).isEqualTo(code);
      assertThat(connection.isEnded()).isTrue();
    }
  }

  @Test
  void aBodyThatBreaksOff_isStoredNowhere() throws IOException {
    long before = position();
    assertProblem(
        RawHttp.exchange(
            hub.port(), POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
        400,
        "bad-request");
    try (var connection = RawHttp.open(hub.port())) {
      connection.send(POST + "Content-Length: 100\r\n\r\n{\"cwd\":\"/x\"}");
      connection.finish();
      assertThat(connection.isEnded()).isTrue();
    }
    String lines = "POST /api/events HTTP/1.1\r\nHost: localhost\r\n";
    try (var connection = RawHttp.open(hub.port())) {
      connection.send(
          lines
              + "Content-Type: application/x-ndjson\r\nContent-Length: 500\r\n\r\n"
              + "{\"type\":\"a:b\",\"sessionId\":\"s\"}");
      connection.finish();
      assertThat(connection.isEnded()).isTrue();
    }
    assertThat(position()).isEqualTo(before);
  }

  private static long position() {
    String position = hub.get("/api/info").at("/position").asText();
    return Long.parseLong(position.substring(position.indexOf(':') + 1));
  }

  @Test
  void aCallerThatWaitsForLeaveToSend_getsIt() throws IOException {
    for (String type : new String[] {"application/json", "application/x-ndjson"}) {
      try (var connection = RawHttp.open(hub.port())) {
        connection.send(
            "POST /api/events HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                + "Content-Length: 30\r\nContent-Type: "
                + type
                + "\r\n\r\n");
        assertThat(connection.answer().status()).isEqualTo(100);
        connection.send("{\"type\":\"a:b\",\"sessionId\":\"s\"}");
        assertThat(connection.answer().status()).isEqualTo(201);
      }
    }
    assertProblem(
        RawHttp.exchange(hub.port(), POST + "Expect: 200-ok\r\nContent-Length: 2\r\n\r\n"),
        417,
        "expectation");
    assertProblem(
        RawHttp.exchange(
            hub.port(), POST + "Expect: 100-continue\r\nContent-Length: 99999999999\r\n\r\n"),
        413,
        "too-large");
  }

  @Test
  void aCompressedBody_isRefusedClearly() {
    var request =
        hub.request("/api/events")
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip");
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    assertProblem(
        hub.send(request.POST(BodyPublishers.ofByteArray(body))), 415, "content-encoding");
  }

  @Test
  void aConnectionGoesOnAfterAProblem() throws IOException {
    try (var connection = RawHttp.open(hub.port())) {
      connection.send(POST + "Content-Length: 1\r\n\r\n{");
      assertThat(connection.answer().status()).isEqualTo(400);
      String large = "x".repeat(2 * EventRoutes.EVENT_BYTES_MAX);
      connection.send(POST + "Content-Length: " + large.length() + "\r\n\r\n" + large);
      assertThat(connection.answer().status()).isEqualTo(413);
      connection.send(
          "DELETE /api/sessions/nobody HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nxyz");
      assertThat(connection.answer().status()).isEqualTo(404);
      connection.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(connection.answer().status()).isEqualTo(200);
    }
  }

  @Test
  void anUnknownAgent_isNotFound() {
    Answer refused = hub.post("/api/hooks/hal", "{}");
    assertProblem(refused, 404, "unknown-agent");
    assertThat(refused.at("/detail").asText()).contains("claude-code", "hal");
  }
}

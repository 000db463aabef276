package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several requests on one connection, sent before the first is answered. */
class PipeliningIT {
  private static final int CLIENTS = 500;
  private static final int BODY_BYTES = 60_000;

  /** A few pieces of the pool; what the clients send together is ten times as much. */
  private static final long KEPT_BYTES_MAX = (long) CLIENTS * BODY_BYTES / 2;

  private ServedHub hub;
  private String session;

  @BeforeEach
  void start(@TempDir Path folder) {
    hub = ServedHub.start(folder);
    session = hub.session("");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void answers_comeInOrder() throws IOException {
    try (var connection = RawHttp.open(hub.port())) {
      connection.send(held(100) + post("{\"type\":\"message:user\",\"sessionId\":\"s1\"}"));
      connection.answer().expect(204);
      connection.answer().expect(422);
    }
  }

  @Test
  void bodiesOfClientsThatWent_areGivenBack() throws IOException {
    long before = PlatformDependent.usedDirectMemory();
    for (int i = 0; i < CLIENTS; i++) {
      try (var connection = RawHttp.open(hub.port())) {
        connection.send(held(60_000) + post("x".repeat(BODY_BYTES)));
      }
    }
    Instant deadline = Instant.now().plus(ServedHub.PATIENCE);
    while (used(before) > KEPT_BYTES_MAX && Instant.now().isBefore(deadline)) {
      hub.get("/api/info");
    }
    assertThat(used(before)).isLessThanOrEqualTo(KEPT_BYTES_MAX);
  }

  private static long used(long before) {
    return PlatformDependent.usedDirectMemory() - before;
  }

  private String held(int millis) {
    return "GET /api/sessions/%s/input?timeout=%d HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        .formatted(session, millis);
  }

  private static String post(String body) {
    return "POST /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}

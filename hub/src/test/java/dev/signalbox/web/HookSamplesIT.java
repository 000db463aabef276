package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.agents.Payloads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every agent's payloads over HTTP, whole and mutated (R5). More of it with {@code
 * -Dsignalbox.fuzz.cases=1000000}, other input with {@code -Dsignalbox.fuzz.seed=…}; what fails
 * names its seed.
 */
final class HookSamplesIT {
  private static final int CASES = Integer.getInteger("signalbox.fuzz.cases", 8_000);
  private static final long SEED = Long.getLong("signalbox.fuzz.seed", 1);

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
  void everySampleIsTaken_andSentAgainItAddsNothing() throws IOException {
    int refused = refusedHooks();
    try (var connection = RawHttp.open(hub.port())) {
      for (Payloads samples : Payloads.ALL) {
        for (String name : samples.names()) {
          byte[] body = body(samples, name);
          String id = samples.agent() + "-" + name;
          assertThat(post(connection, samples, id, body).status()).as(id).isEqualTo(200);
          String stored = position();
          assertThat(post(connection, samples, id, body).status()).as(id).isEqualTo(200);
          assertThat(position()).as("%s sent twice", id).isEqualTo(stored);
        }
      }
    }
    assertThat(refusedHooks()).isEqualTo(refused);
  }

  @Test
  void noMutationIsAnErrorOfTheHub() throws IOException {
    var random = new Random(SEED);
    var mutations = new Mutations(random);
    RawHttp connection = RawHttp.open(hub.port());
    for (int i = 0; i < CASES; i++) {
      Payloads samples = mutations.one(Payloads.ALL);
      byte[] body = mutations.mutate(body(samples, mutations.one(samples.names())));
      Answer answer = post(connection, samples, "mutation-" + i, body);
      assertThat(answer.status())
          .as("%s, for case %s of seed %s: %s", answer, i, SEED, shown(body))
          .isBetween(200, 499);
      if (answer.status() >= 400) {
        assertThat(answer.at("/code").asText()).as(shown(body)).isNotEmpty();
        connection.close();
        connection = RawHttp.open(hub.port());
      }
    }
    connection.close();
    requireReadable();
  }

  /** A session that a mutation made is a session like any other. */
  private static void requireReadable() {
    List<String> ids = new ArrayList<>();
    for (JsonNode session : hub.get("/api/sessions?limit=500").expect(200).at("/sessions")) {
      ids.add(session.path("id").asText().replace("/", "%2F").replace(":", "%3A"));
    }
    assertThat(ids).hasSizeGreaterThanOrEqualTo(Payloads.ALL.size());
    for (String id : ids) {
      hub.get("/api/sessions/" + id).expect(200).json();
      hub.get("/api/sessions/" + id + "/events?limit=1000").expect(200).json();
    }
  }

  private static Answer post(RawHttp connection, Payloads samples, String id, byte[] body)
      throws IOException {
    String head =
        """
        POST /api/hooks/%s HTTP/1.1
        Host: 127.0.0.1:%d
        Content-Type: application/json
        X-Signalbox-Id: %s
        X-Signalbox-User: ana
        Content-Length: %d

        """
            .formatted(samples.agent(), hub.port(), id, body.length)
            .replace("\n", "\r\n");
    var request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(body);
    connection.send(request.toByteArray());
    return connection.answer();
  }

  private static String position() {
    return hub.get("/api/info").at("/position").asText();
  }

  private static int refusedHooks() {
    return hub.get("/api/info").at("/refusedHooks").asInt();
  }

  private static byte[] body(Payloads samples, String name) {
    return samples.payload(name).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String shown(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return text.substring(0, Math.min(text.length(), 2_000));
  }
}

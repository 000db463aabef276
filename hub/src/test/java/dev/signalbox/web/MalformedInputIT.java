package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Position;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Malformed input of every kind (R5). More of it with {@code -Dsignalbox.fuzz.cases=1000000}, other
 * input with {@code -Dsignalbox.fuzz.seed=…}; what fails names its seed.
 */
final class MalformedInputIT {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final int CASES = Integer.getInteger("signalbox.fuzz.cases", 6_000);
  private static final long SEED = Long.getLong("signalbox.fuzz.seed", 1);

  private static ServedHub hub;
  private static List<byte[]> valid;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    hub = ServedHub.start(folder);
    valid = new ArrayList<>();
    for (String event : Files.readAllLines(RESOURCES.resolve("events.ndjson"))) {
      valid.add(event.getBytes(StandardCharsets.UTF_8));
    }
    try (Stream<Path> payloads = Files.list(RESOURCES.resolve("agents/claude-code"))) {
      for (Path payload : payloads.filter(Files::isRegularFile).sorted().toList()) {
        valid.add(Files.readAllBytes(payload));
      }
    }
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void everyRequestIsAnswered_andNoneWithAServerError() throws IOException {
    var requests = new HostileRequests(new Random(SEED), valid);
    RawHttp connection = RawHttp.open(hub.port());
    for (int i = 0; i < CASES; i++) {
      HostileRequests.Hostile request = requests.next();
      if (!request.isWhole()) {
        sendBrokenOff(request);
        continue;
      }
      Answer answer = exchange(connection, request);
      assertThat(answer.status())
          .as("%s, for case %s of seed %s: %s", answer, i, SEED, request)
          .isBetween(200, 499);
      if (answer.status() >= 400) {
        assertThat(answer.at("/code").asText()).as(request.toString()).isNotEmpty();
        // The hub ends a connection on which it cannot tell where the next request begins.
        connection.close();
        connection = RawHttp.open(hub.port());
      }
      if (i % 50 == 0) {
        requireAlive();
      }
    }
    connection.close();
    requireReadable();
  }

  @Test
  void validNeighbours_areStored() {
    var mutations = new Mutations(new Random(SEED));
    int rounds = CASES / 20;
    for (int i = 0; i < rounds; i++) {
      String bad = oneLine(mutations.mutate(mutations.one(valid)));
      String good = "{\"type\":\"good:one\",\"sessionId\":\"neighbours\",\"n\":" + i + "}";
      byte[] lines = (good + "\n" + bad + "\n" + good).getBytes(StandardCharsets.ISO_8859_1);
      var request = hub.request("/api/events").header("Content-Type", "application/x-ndjson");
      Answer answer = hub.send(request.POST(BodyPublishers.ofByteArray(lines)));
      assertThat(answer.expect(201).at("/accepted").asInt()).as(bad).isGreaterThanOrEqualTo(2);
    }
    int stored = 0;
    long before = Long.MAX_VALUE;
    boolean hasMore = true;
    while (hasMore) {
      Answer page =
          hub.get("/api/sessions/neighbours/events?type=good:one&limit=1000&before=" + before);
      stored += page.at("/events").size();
      before = sequence(page.at("/events").path(page.at("/events").size() - 1));
      hasMore = page.at("/hasMore").asBoolean();
    }
    assertThat(stored).isEqualTo(2 * rounds);
  }

  private static Answer exchange(RawHttp connection, HostileRequests.Hostile request) {
    try {
      connection.send(request.bytes());
      return connection.answer();
    } catch (IOException e) {
      throw new AssertionError("No answer, seed " + SEED + ", to: " + request, e);
    }
  }

  private static void sendBrokenOff(HostileRequests.Hostile request) throws IOException {
    try (var connection = RawHttp.open(hub.port())) {
      connection.send(request.bytes());
      connection.finish();
      assertThat(connection.isEnded()).as(request.toString()).isTrue();
    }
  }

  private static void requireAlive() {
    hub.post("/api/events", "{'type':'still:alive','sessionId':'alive'}").expect(201);
  }

  /** Whatever was stored can be read: each session, each event, and the lists. */
  private static void requireReadable() {
    hub.get("/api/users").expect(200).json();
    for (JsonNode session : hub.get("/api/sessions?limit=500").expect(200).at("/sessions")) {
      String id = session.path("id").asText().replace("/", "%2F").replace(":", "%3A");
      hub.get("/api/sessions/" + id).expect(200).json();
      long before = Long.MAX_VALUE;
      boolean hasMore = true;
      while (hasMore) {
        Answer page = hub.get("/api/sessions/" + id + "/events?limit=1000&before=" + before);
        JsonNode events = page.expect(200).at("/events");
        before = events.isEmpty() ? 0 : sequence(events.get(events.size() - 1));
        hasMore = page.at("/hasMore").asBoolean();
      }
    }
  }

  private static long sequence(JsonNode event) {
    return Position.parse(event.path("position").asText()).sequence();
  }

  private static String oneLine(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).replace('\n', ' ');
  }
}

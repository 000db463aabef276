package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.broadcast.Broadcast;
import dev.signalbox.protocol.Position;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code view=sessions}: a snapshot and every message after it are what a new snapshot says. */
class SessionsViewIT {
  private static final int SESSIONS = 12;
  private static final int WRITERS = 3;
  private static final int WRITES = 150;

  private TestHub hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    hub = TestHub.start(folder);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @ParameterizedTest(name = "from a tail of {0} bytes")
  @ValueSource(longs = {64L * 1024 * 1024, 4_000})
  void snapshotAndStream_duringWrites_areWhatANewSnapshotSays(long tailBytes) {
    hub.restart(Tuning.NONE.withLimits(new Broadcast.Limits(100, tailBytes)));
    List<CompletableFuture<Void>> writers =
        IntStream.range(0, WRITERS)
            .mapToObj(seed -> CompletableFuture.runAsync(() -> write(new Random(seed))))
            .toList();
    List<View> views = IntStream.range(0, 4).mapToObj(this::view).toList();
    writers.forEach(CompletableFuture::join);
    long end = hub.append("end", "session:idle", "");
    for (View view : views) {
      view.client().inbox().until(isSummaryOf(end)).forEach(view::apply);
      assertThat(view.sessions()).isEqualTo(sessions(snapshot()));
    }
  }

  @Test
  void manyQuickEventsOfOneSession_areFewMessages() {
    hub.begin("s1");
    var client = hub.socket("?view=sessions");
    String event = "{'type':'tool:started','sessionId':'s1','toolName':'Bash','toolUseId':'t%d'}";
    String events =
        IntStream.range(0, 50).mapToObj(event::formatted).collect(Collectors.joining(","));
    hub.post("/api/events", "{'events':[" + events + "]}");
    List<Received> summaries =
        client.inbox().until(isSummaryOf(51)).stream().filter(Received.ofType("session")).toList();
    assertThat(summaries).hasSizeLessThan(25);
    assertThat(summaries.getLast().payload().path("tools").path("calls").asInt()).isEqualTo(50);
  }

  @Test
  void resume_betweenAnEventAndItsSummary_repeatsTheSummary() {
    hub.begin("s1");
    hub.begin("s2");
    Position last = hub.position();
    for (LiveClient client :
        List.of(
            hub.socket("?view=sessions&since=" + last),
            hub.stream("?view=sessions&since=" + last))) {
      List<Received> messages = client.inbox().until(Received.ofType("caught_up"));
      assertThat(messages)
          .extracting(Received::type)
          .containsExactly("subscription_confirmed", "session", "caught_up");
      assertThat(messages.get(1).sessionId()).isEqualTo("s2");
      assertThat(messages).extracting(Received::position).containsOnly(last);
    }
  }

  /** Takes a snapshot and connects at its position: by WebSocket or, every second, by SSE. */
  private View view(int number) {
    JsonNode snapshot = snapshot();
    String query = "?view=sessions&since=" + snapshot.path("position").asText();
    LiveClient client = number % 2 == 0 ? hub.socket(query) : hub.stream(query);
    return new View(client, sessions(snapshot));
  }

  private JsonNode snapshot() {
    return hub.get("/api/sessions?limit=500").body();
  }

  private static Map<String, JsonNode> sessions(JsonNode snapshot) {
    Map<String, JsonNode> sessions = new TreeMap<>();
    snapshot.path("sessions").forEach(it -> sessions.put(it.path("id").asText(), it));
    return sessions;
  }

  private void write(Random random) {
    for (int i = 0; i < WRITES; i++) {
      String sessionId = "s" + random.nextInt(SESSIONS);
      switch (random.nextInt(8)) {
        case 0 -> hub.delete("/api/sessions/" + sessionId);
        case 1 -> hub.append(sessionId, "session:started", ",'cwd':'/srv/app'");
        case 2 -> hub.append(sessionId, "session:ended", ",'reason':'done'");
        case 3 -> hub.append(sessionId, "session:updated", ",'title':'Title %d'".formatted(i));
        default -> hub.append(sessionId, "tool:started", ",'toolName':'Bash'");
      }
    }
  }

  private static Predicate<Received> isSummaryOf(long sequence) {
    return message -> message.type().equals("session") && message.sequence() >= sequence;
  }

  /** What a client holds that applies every message. */
  private record View(LiveClient client, Map<String, JsonNode> sessions) {
    void apply(Received message) {
      if (message.type().equals("session")) {
        sessions.put(message.sessionId(), message.payload());
      } else if (Received.event("session:deleted").test(message)) {
        sessions.remove(message.sessionId());
      }
    }
  }
}

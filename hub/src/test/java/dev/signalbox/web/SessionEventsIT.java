package dev.signalbox.web;

import static dev.signalbox.web.ProblemChecks.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /api/sessions/{id}/events}: a session whose events have the sequences 1 to 9. */
final class SessionEventsIT {
  private static ServedHub hub;

  @BeforeAll
  static void start(@TempDir Path folder) {
    hub = ServedHub.start(folder);
    hub.post("/api/sessions", "{'id':'s','cwd':'/x'}").expect(201);
    for (int i = 2; i <= 9; i++) {
      hub.append("s", i % 2 == 0 ? "even:one" : "odd:one", ",'n':" + i);
    }
    hub.append("other", "even:one", "");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'',                            '9,8,7,6,5,4,3,2,1', false",
    "limit=3,                       '9,8,7',             true",
    "limit=9,                       '9,8,7,6,5,4,3,2,1', false",
    "after=0,                       '1,2,3,4,5,6,7,8,9', false",
    "after=0&limit=2,               '1,2',               true",
    "after=7,                       '8,9',               false",
    "after=9,                       '',                  false",
    "after=999999999999,            '',                  false",
    "before=3,                      '2,1',               false",
    "before=8&limit=2,              '7,6',               true",
    "before=1,                      '',                  false",
    "before=0,                      '',                  false",
    "after=2&before=6,              '3,4,5',             false",
    "after=6&before=2,              '',                  false",
    "type=even:one&limit=2,         '8,6',               true",
    "'type=odd:one,session:started','9,7,5,3,1',         false",
    "type=odd:one&type=session:started&after=2&limit=2, '3,5', true",
    "type=no:such,                  '',                  false",
    "'type=,',                      '9,8,7,6,5,4,3,2,1', false",
    "after=,                        '9,8,7,6,5,4,3,2,1', false",
  })
  void pages(String query, String sequences, boolean hasMore) {
    Answer page = hub.get("/api/sessions/s/events?" + query).expect(200);
    var found = new ArrayList<String>();
    for (JsonNode event : page.at("/events")) {
      assertThat(event.path("type").asText()).isEqualTo("event");
      assertThat(event.path("sessionId").asText()).isEqualTo("s");
      found.add(Long.toString(Position.parse(event.path("position").asText()).sequence()));
    }
    assertThat(String.join(",", found)).isEqualTo(sequences);
    assertThat(page.at("/hasMore").asBoolean()).isEqualTo(hasMore);
    assertThat(Position.parse(page.at("/position").asText()).sequence()).isGreaterThan(8);
  }

  @Test
  void largeEvents_comeOnMorePages() {
    for (int i = 0; i < 6; i++) {
      hub.append("large", "big:one", ",'text':'" + "x".repeat(1_000_000) + "'");
    }
    Answer first = hub.get("/api/sessions/large/events?after=0").expect(200);
    assertThat(first.at("/hasMore").asBoolean()).isTrue();
    String last =
        first.at("/events").path(first.at("/events").size() - 1).path("position").asText();
    long after = Position.parse(last).sequence();
    Answer second = hub.get("/api/sessions/large/events?after=" + after).expect(200);
    assertThat(second.at("/hasMore").asBoolean()).isFalse();
    assertThat(first.at("/events").size() + second.at("/events").size()).isEqualTo(7);
  }

  @Test
  void pagingByTheLastSequence_meetsEachOnce() {
    var found = new ArrayList<Integer>();
    long after = 0;
    boolean hasMore = true;
    while (hasMore) {
      Answer page = hub.get("/api/sessions/s/events?limit=4&after=" + after);
      for (JsonNode event : page.at("/events")) {
        after = Position.parse(event.path("position").asText()).sequence();
        found.add((int) after);
      }
      hasMore = page.at("/hasMore").asBoolean();
    }
    assertThat(found).isEqualTo(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,    limit",
    "limit=1001, limit",
    "limit=x,    limit",
    "after=-1,   after",
    "before=x,   before",
    "after=9223372036854775808, after",
  })
  void refusesAbsurdValues(String query, String path) {
    assertProblem(hub.get("/api/sessions/s/events?" + query), 422, "invalid-request", path);
  }

  @Test
  void one_isFoundByItsSequence_inItsSessionOnly() {
    Answer one = hub.get("/api/sessions/s/events/4").expect(200);
    assertThat(one.at("/payload/n").asInt()).isEqualTo(4);
    assertProblem(hub.get("/api/sessions/other/events/4"), 404, "unknown-event");
    assertProblem(hub.get("/api/sessions/s/events/10"), 404, "unknown-event");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "x", "1.5", "9223372036854775807", "%20"})
  void one_refusesWhatIsNoSequence(String sequence) {
    assertProblem(
        hub.get("/api/sessions/s/events/" + sequence), 422, "invalid-request", "sequence");
  }
}

package dev.signalbox.web;

import static dev.signalbox.web.ProblemChecks.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listing sessions: pages, filters and what is refused. */
final class SessionListIT {
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
  void list_pagesThroughAll_onceEach_andCountsThem() {
    for (int i = 0; i < 7; i++) {
      hub.session(",'user':'paged'");
    }
    var seen = new ArrayList<String>();
    String cursor = "";
    do {
      Answer page = hub.get("/api/sessions?user=paged&limit=3" + cursor).expect(200);
      assertThat(page.at("/count").asInt()).isEqualTo(7);
      page.at("/sessions").forEach(session -> seen.add(session.path("id").asText()));
      // Sessions of others that come meanwhile, and older ones that move, double nothing.
      hub.session("");
      JsonNode next = page.at("/nextCursor");
      cursor = next.isMissingNode() ? "" : "&cursor=" + next.asText();
    } while (!cursor.isEmpty());
    assertThat(seen).hasSize(7);
    assertThat(new HashSet<>(seen)).hasSize(7);
  }

  @Test
  void list_itsPositionIsBeforeItsRows() {
    String id = hub.session(",'user':'placed'");
    Answer page = hub.get("/api/sessions?user=placed").expect(200);
    var position = Position.parse(page.at("/position").asText());
    assertThat(page.at("/sessions/0/lastSequence").asLong())
        .isLessThanOrEqualTo(position.sequence());
    assertThat(page.at("/sessions/0/id").asText()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "user=f-ana,                          2",
    "user=f-ana&state=ended,              1",
    "user=f-ana&state=idle,               1",
    "user=f-ana&state=idle,               1",
    "'user=f-ana&state=idle,ended',       2",
    "user=f-ana&state=idle&state=ended,   2",
    "user=f-ana&state=IDLE,               1",
    "user=f-ana&state=working,            0",
    "agent=f-claude,                      1",
    "host=f-mb,                           1",
    "cwd=/f/shop,                         1",
    "q=f-needle,                          1",
    "q=F-NEEDLE,                          1",
    "q=%25f-needle,                       0",
    "user=F-ANA,                          0",
    "user=,                               ",
    "user=f-ana&since=2020-01-01T00:00:00Z, 2",
    "user=f-ana&since=2020-01-01T02:00:00+02:00, 2",
    "user=f-ana&since=9000-01-01T00:00:00Z, 0",
    "user=f-ana&limit=500,                2",
    "user=nobody&user=f-ana,              2",
  })
  void list_filters(String query, Integer count) {
    prepareFiltered();
    Answer page = hub.get("/api/sessions?" + query).expect(200);
    if (count == null) {
      assertThat(page.at("/count").asInt()).isGreaterThan(2);
    } else {
      assertThat(page.at("/count").asInt()).isEqualTo(count);
      assertThat(page.at("/sessions")).hasSize(count);
    }
  }

  private static void prepareFiltered() {
    if (hub.get("/api/sessions?user=f-ana").at("/count").asInt() == 0) {
      hub.session(",'user':'f-ana','agent':'f-claude','title':'The f-needle'");
      String ended = hub.session(",'user':'f-ana','hostname':'f-mb'");
      hub.append(ended, "session:ended", "");
      hub.post("/api/sessions", "{'cwd':'/f/shop'}").expect(201);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "state=dreaming,           state",
    "limit=0,                  limit",
    "limit=501,                limit",
    "limit=-1,                 limit",
    "limit=ten,                limit",
    "limit=1.5,                limit",
    "limit=99999999999999999999, limit",
    "cursor=%00,               cursor",
    "cursor=1%20OR%201=1,      cursor",
    "cursor=zzzzzzzzzzzzz,     cursor",
    "cursor=xyzxyz,            cursor",
    "since=yesterday,          since",
    "since=2026-11-23,         since",
    "q=a%00b,                  q",
  })
  void list_refusesAbsurdValues(String query, String path) {
    assertProblem(hub.get("/api/sessions?" + query), 422, "invalid-request", path);
  }
}

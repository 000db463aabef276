package dev.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Session.State;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionQueriesTest {
  @TempDir Path folder;
  private StateHub hub;

  @BeforeEach
  void open() throws SQLException {
    hub = new StateHub(folder);
    hub.append("s1", "session:started", "{'cwd':'/srv/app','user':'ana','agent':'claude'}");
    hub.append("s2", "session:started", "{'cwd':'/srv/lib','user':'bo','hostname':'mb-1'}");
    hub.append("s3", "session:started", "{'cwd':'/srv/100%_x','title':'Größe ÄNDERN'}");
    hub.append("s1", "message:user", "{'text':'Fix the flaky test'}");
    hub.append("s2", "session:ended", "{}");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void listsTheMostRecentlyActiveFirst() {
    var page = list(SessionFilter.ALL, null, 10);
    assertThat(ids(page)).containsExactly("s2", "s1", "s3");
    assertThat(page.count()).isEqualTo(3);
    assertThat(page.nextCursor()).isNull();
  }

  @Test
  void pagesByCursor_andNeverShowsASessionTwice() {
    var first = list(SessionFilter.ALL, null, 1);
    hub.append("s3", "message:user", "{'text':'I move to the front'}");
    var second = list(SessionFilter.ALL, first.nextCursor(), 1);
    var third = list(SessionFilter.ALL, second.nextCursor() == null ? "0" : second.nextCursor(), 1);
    assertThat(ids(first)).containsExactly("s2");
    assertThat(ids(second)).containsExactly("s1");
    assertThat(third.sessions()).isEmpty();
    assertThat(second.count()).isEqualTo(3);
  }

  @Test
  void filtersByEachField() {
    assertThat(ids(list(states(State.WORKING, State.ENDED)))).containsExactly("s2", "s1");
    assertThat(ids(list(filter("ana", null, null, null, null)))).containsExactly("s1");
    assertThat(ids(list(filter(null, "claude", null, null, null)))).containsExactly("s1");
    assertThat(ids(list(filter(null, null, "mb-1", null, null)))).containsExactly("s2");
    assertThat(ids(list(filter(null, null, null, "/srv/lib", null)))).containsExactly("s2");
  }

  @Test
  void searchesTextInAnyCase_andTakesWildcardsAsText() {
    assertThat(ids(list(filter(null, null, null, null, "FLAKY")))).containsExactly("s1");
    assertThat(ids(list(filter(null, null, null, null, "größe ä")))).containsExactly("s3");
    assertThat(ids(list(filter(null, null, null, null, "100%_")))).containsExactly("s3");
    assertThat(ids(list(filter(null, null, null, null, "%")))).containsExactly("s3");
    assertThat(ids(list(filter(null, null, null, null, "\\")))).isEmpty();
    assertThat(ids(list(filter(null, null, null, null, "' OR 1=1")))).isEmpty();
  }

  @Test
  void filtersByTheTimeOfTheLastEvent() {
    hub.pause(Duration.ofMinutes(5));
    Instant since = hub.instant();
    hub.append("s1", "made:up", "{}");
    var filter = new SessionFilter(List.of(), null, null, null, null, null, since);
    assertThat(ids(list(filter))).containsExactly("s1");
  }

  @Test
  void refusesACursorThatIsNoneOfOurs() {
    assertThatThrownBy(() -> list(SessionFilter.ALL, "1 OR 1=1", 10))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsASessionWithItsParts() {
    hub.append("s1", "step:started", "{'stepNumber':2}");
    hub.append("s1", "step:started", "{'stepNumber':1}");
    hub.append("s1", "agent:started", "{'agentId':'x'}");
    hub.append("s1", "interaction:awaiting-input", "{'askId':'a1'}");
    hub.append("s1", "interaction:awaiting-input", "{'askId':'a2'}");
    hub.append("s1", "interaction:input-received", "{'askId':'a1'}");
    hub.append("s1", "command:issued", "{'commandId':'c1','command':'pause'}");
    SessionDetail detail = hub.read(handle -> SessionQueries.detail(handle, "s1").orElseThrow());
    var parts = StateHub.plain(detail.partsJson());
    assertThat(parts.at("/chains/0/chainId").asText()).isEqualTo("default");
    assertThat(parts.at("/steps/0/stepNumber").asInt()).isEqualTo(2);
    assertThat(parts.at("/steps/1/stepNumber").asInt()).isEqualTo(1);
    assertThat(parts.at("/subagents/0/agentId").asText()).isEqualTo("x");
    assertThat(parts.path("asks")).hasSize(1);
    assertThat(parts.at("/asks/0"))
        .isEqualTo(
            StateHub.json(
                """
                {'askId':'a2','sessionId':'s1','kind':'input','takesInput':false,'exclusive':false,
                 'answerable':true,'status':'open',
                 'openedAt':'2026-11-23T08:00:00.000Z'}
                """));
    assertThat(parts.at("/commands/0/status").asText()).isEqualTo("queued");
  }

  @Test
  void countsTheSessionsOfEachUserByState() {
    List<UserSessions> users = hub.read(SessionQueries::users);
    assertThat(users).extracting(UserSessions::user).containsExactly("ana", "bo");
    assertThat(StateHub.plain(Json.text(users.getLast())))
        .isEqualTo(
            StateHub.json(
                """
                {'user':'bo','sessions':{'total':1,'needs_you':0,'working':0,'idle':0,'lost':0,
                 'failed':0,'ended':1}}
                """));
  }

  @Test
  void tellsWhatChangedBetweenTwoPositions_inOrder() {
    List<ChangedSession> both = changed(3, 5);
    assertThat(both).extracting(ChangedSession::id).containsExactly("s1", "s2");
    assertThat(both).extracting(ChangedSession::lastSequence).containsExactly(4L, 5L);
    assertThat(changed(3, 4)).extracting(ChangedSession::id).containsExactly("s1");
    assertThat(changed(4, 5)).extracting(ChangedSession::id).containsExactly("s2");
  }

  private List<ChangedSession> changed(long after, long upTo) {
    return hub.read(handle -> {
      try (var sessions = SessionQueries.changedBetween(handle, after, upTo)) {
        return sessions.toList();
      }
    });
  }

  private SessionPage list(SessionFilter filter) {
    return list(filter, null, 10);
  }

  private SessionPage list(SessionFilter filter, @Nullable String cursor, int limit) {
    return hub.read(handle -> SessionQueries.list(handle, filter, cursor, limit));
  }

  private static SessionFilter states(State... states) {
    return new SessionFilter(List.of(states), null, null, null, null, null, null);
  }

  private static SessionFilter filter(
      @Nullable String user,
      @Nullable String agent,
      @Nullable String host,
      @Nullable String cwd,
      @Nullable String q) {
    return new SessionFilter(List.of(), user, agent, host, cwd, q, null);
  }

  private static List<String> ids(SessionPage page) {
    var ids = new ArrayList<String>();
    page.sessions().forEach(json -> ids.add(StateHub.plain(json).path("id").asText()));
    return ids;
  }
}

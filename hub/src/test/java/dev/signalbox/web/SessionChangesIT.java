package dev.signalbox.web;

import static dev.signalbox.web.ProblemChecks.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing and removing sessions. */
final class SessionChangesIT {
  private static ServedHub hub;

  @BeforeAll
  static void start(@TempDir Path folder) {
    hub = ServedHub.start(folder);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "PUT"})
  void update_changesWhatIsGiven_andLeavesTheRest(String method) {
    String id = hub.session(",'title':'Before','labels':['kept']");
    Answer changed =
        change(method, id, "{'title':'After','summary':'S','metadata':{'k':[1]},'unheard':1}");
    JsonNode session = changed.expect(200).json();
    assertThat(session.path("title").asText()).isEqualTo("After");
    assertThat(session.path("summary").asText()).isEqualTo("S");
    assertThat(session.at("/metadata/k/0").asInt()).isEqualTo(1);
    assertThat(session.at("/labels/0").asText()).isEqualTo("kept");
    assertThat(types(id)).endsWith("session:updated");
  }

  @Test
  void update_withNothing_addsNoEvent() {
    String id = hub.session("");
    hub.send(hub.request("/api/sessions/" + id).method("PATCH", noBody())).expect(200);
    change("PATCH", id, "{}").expect(200);
    change("PATCH", id, "{'title':null}").expect(200);
    change("PATCH", id, "{'status':'pending'}").expect(200);
    assertThat(types(id)).containsExactly("session:started");
  }

  @Test
  void update_endsASession_afterWhatElseIsChanged() {
    String id = hub.session("");
    JsonNode session =
        change("PATCH", id, "{'status':'failed','endReason':'crash','title':'T'}")
            .expect(200)
            .json();
    assertThat(session.path("state").asText()).isEqualTo("failed");
    assertThat(session.path("status").asText()).isEqualTo("failed");
    assertThat(session.path("endReason").asText()).isEqualTo("crash");
    assertThat(session.path("title").asText()).isEqualTo("T");
    assertThat(types(id)).containsExactly("session:started", "session:updated", "session:ended");
  }

  @Test
  void update_addsAReason_toASessionThatHasEnded() {
    String id = hub.session("");
    change("PATCH", id, "{'status':'completed'}").expect(200);
    Answer changed = change("PATCH", id, "{'status':'completed','endReason':'logout'}");
    assertThat(changed.expect(200).at("/endReason").asText()).isEqualTo("logout");
  }

  @ParameterizedTest
  @CsvSource({
    "pending,     in_progress, 200",
    "pending,     completed,   200",
    "pending,     failed,      200",
    "in_progress, completed,   200",
    "in_progress, failed,      200",
    "in_progress, in_progress, 200",
    "completed,   completed,   200",
    "in_progress, pending,     409",
    "completed,   pending,     409",
    "completed,   in_progress, 409",
    "completed,   failed,      409",
    "failed,      in_progress, 409",
    "failed,      completed,   409",
  })
  void status_onlyMovesForward(String from, String to, int expected) {
    String id = hub.session("");
    if (!from.equals("pending")) {
      change("PATCH", id, "{'status':'" + from + "'}").expect(200);
    }
    List<String> before = types(id);
    Answer changed = change("PATCH", id, "{'status':'" + to + "','title':'T'}");
    if (expected == 409) {
      assertProblem(changed, 409, "illegal-transition");
      assertThat(changed.at("/detail").asText())
          .isEqualTo("Session %s is %s and cannot become %s".formatted(id, from, to));
      assertThat(types(id)).isEqualTo(before);
    } else {
      assertThat(changed.expect(200).at("/status").asText()).isEqualTo(to);
    }
  }

  @Test
  void update_tellsOfEveryBadFieldAtOnce() {
    String id = hub.session("");
    Answer refused =
        change(
            "PATCH",
            id,
            "{'status':'over','title':1,'summary':{},'labels':'x','metadata':[],'endReason':3}");
    assertProblem(
        refused,
        422,
        "invalid-request",
        "title",
        "summary",
        "labels",
        "metadata",
        "endReason",
        "status");
    assertThat(types(id)).containsExactly("session:started");
  }

  @Test
  void update_refusesMoreThanASummaryMayCarry() {
    String id = hub.session("");
    String large = "x".repeat(20_000);
    assertProblem(
        change("PATCH", id, "{'metadata':{'k':'" + large + "'}}"),
        422,
        "invalid-event",
        "metadata");
    assertProblem(
        change("PATCH", id, "{'labels':['" + large + "'],'status':'completed'}"),
        422,
        "invalid-event",
        "labels");
    assertThat(types(id)).as("stored of what was refused").containsExactly("session:started");
  }

  @Test
  void update_ofAnUnknownSession_isNotFound() {
    assertProblem(change("PATCH", "nobody", "{'title':'T'}"), 404, "unknown-session");
    assertProblem(change("PUT", "nobody", "{}"), 404, "unknown-session");
  }

  @Test
  void delete_removesTheSessionAndItsEvents_butKeepsTheirPlaces() {
    String id = hub.session(",'user':'deleted'");
    long second = hub.append(id, "message:user", ",'text':'secret'");
    hub.send(hub.request("/api/sessions/" + id).DELETE()).expect(204);
    assertProblem(hub.get("/api/sessions/" + id), 404, "unknown-session");
    assertProblem(hub.get("/api/sessions/" + id + "/events"), 404, "unknown-session");
    assertProblem(hub.get("/api/sessions/" + id + "/events/" + second), 404, "unknown-event");
    assertThat(hub.get("/api/sessions?user=deleted").at("/count").asInt()).isZero();
    assertProblem(hub.send(hub.request("/api/sessions/" + id).DELETE()), 404, "unknown-session");
    // The next event tells that no sequence was given twice: the deletion has one of its own.
    assertThat(hub.append("other", "made:up", "")).isGreaterThan(second + 1);
  }

  @Test
  void delete_leavesRoomForANewSessionOfThatId() {
    String id = hub.session(",'title':'Old'");
    hub.send(hub.request("/api/sessions/" + id).DELETE()).expect(204);
    Answer again = hub.post("/api/sessions", "{'id':'" + id + "','cwd':'/new'}").expect(201);
    assertThat(again.at("/title").isMissingNode()).isTrue();
    assertThat(types(id)).containsExactly("session:deleted", "session:started");
  }

  private static Answer change(String method, String id, String json) {
    return hub.send(method, "/api/sessions/" + id, json);
  }

  private static BodyPublisher noBody() {
    return BodyPublishers.noBody();
  }

  private static List<String> types(String id) {
    var types = new ArrayList<String>();
    hub.get("/api/sessions/" + id + "/events?after=0")
        .expect(200)
        .at("/events")
        .forEach(event -> types.add(event.at("/payload/type").asText()));
    return types;
  }
}

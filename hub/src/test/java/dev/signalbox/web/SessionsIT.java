package dev.signalbox.web;

import static dev.signalbox.web.ProblemChecks.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Position;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating and reading sessions. */
final class SessionsIT {
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
  void everyAnswerTellsTheHubsTime() {
    String date = hub.get("/api/sessions").expect(200).header("Date");
    Instant said = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
    assertThat(Duration.between(said, Instant.now()).abs()).isLessThan(ServedHub.PATIENCE);
  }

  @Test
  void create_withoutId_namesTheSessionByTime() {
    Answer created = hub.post("/api/sessions", "{'cwd':'/srv/shop','userId':'ana'}").expect(201);
    String id = created.at("/id").asText();
    assertThat(UUID.fromString(id).version()).isEqualTo(7);
    assertThat(created.header("Location")).isEqualTo("/api/sessions/" + id);
    assertThat(created.at("/user").asText()).isEqualTo("ana");
    assertThat(created.at("/repository").asText()).isEqualTo("shop");
    assertThat(created.at("/status").asText()).isEqualTo("pending");
    assertThat(hub.get(created.header("Location")).expect(200).at("/id").asText()).isEqualTo(id);
  }

  @Test
  void create_takesEveryField() {
    Answer created =
        hub.post(
                "/api/sessions",
                """
                {'id':'full','cwd':'/srv/shop','user':'ana','userId':'not used','hostname':'mb-1',
                 'platform':'darwin','agent':'a','agentVersion':'2','model':'m','gitBranch':'b',
                 'repository':'r','title':'T','summary':'S','labels':['l'],'metadata':{'k':1},
                 'unheard':true}
                """)
            .expect(201);
    JsonNode session = created.json();
    for (String name : List.of("hostname", "platform", "agentVersion", "model", "title")) {
      assertThat(session.path(name).asText()).as(name).isNotEmpty();
    }
    assertThat(session.path("user").asText()).isEqualTo("ana");
    assertThat(session.path("repository").asText()).isEqualTo("r");
    assertThat(session.path("gitBranch").asText()).isEqualTo("b");
    assertThat(session.path("summary").asText()).isEqualTo("S");
    assertThat(session.at("/labels/0").asText()).isEqualTo("l");
    assertThat(session.at("/metadata/k").asInt()).isEqualTo(1);
  }

  @Test
  void create_theSameIdAgain_answersTheSessionAsItIs_withoutAnotherEvent() {
    String id = hub.session(",'title':'First'");
    String events = "/api/sessions/" + id + "/events";
    String before = hub.get(events).text();
    Answer again = hub.post("/api/sessions", "{'id':'" + id + "','cwd':'/other','title':'Second'}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("Location")).isEqualTo("/api/sessions/" + id);
    assertThat(again.at("/title").asText()).isEqualTo("First");
    assertThat(again.at("/cwd").asText()).isEqualTo("/srv/app");
    assertThat(hub.get(events).text()).isEqualTo(before);
  }

  @Test
  void create_byManyAtOnce_isOneSession() {
    List<CompletableFuture<Answer>> answers =
        Stream.generate(() ->
                hub.request("/api/sessions")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"id\":\"raced\",\"cwd\":\"/x\"}")))
            .limit(20)
            .map(hub::sendAsync)
            .toList();
    assertThat(answers.stream().map(answer -> answer.join().status()))
        .containsOnly(200, 201)
        .containsOnlyOnce(201);
    assertThat(hub.get("/api/sessions/raced/events").at("/events")).hasSize(1);
  }

  @Test
  void create_startsWithExactlyTheSpecifiedEvent() {
    String id = "exact";
    hub.post(
            "/api/sessions",
            "{'id':'exact','cwd':'/srv','user':'ana','hostname':'h','platform':'linux','title':'T'}")
        .expect(201);
    JsonNode first = hub.get("/api/sessions/" + id + "/events?after=0").at("/events/0/payload");
    var names = new ArrayList<String>();
    first.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly("type", "sessionId", "timestamp", "cwd", "user", "hostname", "platform");
  }

  @Test
  void create_tellsOfEveryBadFieldAtOnce() {
    Answer refused =
        hub.post(
            "/api/sessions",
            "{'id':'a b','user':7,'title':[],'labels':['x',1],'metadata':'m','cwd':' '}");
    assertProblem(
        refused, 422, "invalid-request", "title", "labels", "metadata", "cwd", "user", "id");
    assertThat(refused.at("/errors/0/message").asText())
        .isEqualTo("Expected title as a string, but got an array");
    assertProblem(hub.post("/api/sessions", "{}"), 422, "invalid-request", "cwd");
  }

  @Test
  void create_withMoreThanASummaryMayCarry_storesNothing() {
    String labels = "'x',".repeat(50) + "'x'";
    String before = hub.get("/api/info").at("/position").asText();
    assertProblem(
        hub.post("/api/sessions", "{'id':'laden','cwd':'/x','labels':[" + labels + "]}"),
        422,
        "invalid-event",
        "labels");
    assertProblem(hub.get("/api/sessions/laden"), 404, "unknown-session");
    assertThat(hub.get("/api/info").at("/position").asText()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void anIdThatNoUrlCanName_isRefused(String id) {
    assertProblem(
        hub.post("/api/sessions", "{'id':'" + id + "','cwd':'/x'}"), 422, "invalid-request", "id");
    assertProblem(
        hub.post("/api/events", "{'sessionId':'" + id + "','type':'a:b'}"),
        422,
        "invalid-event",
        "sessionId");
  }

  @ParameterizedTest
  @CsvSource({"a/b:c@d", "a/../b", "a//b", "./x", "...", "x", "-._:@/", "a%2Fb"})
  void anIdMayHoldAnythingThatAnUrlMustEscape(String id) {
    Answer created = hub.post("/api/sessions", "{'cwd':'/x','id':'" + id + "'}");
    if (id.contains("%")) {
      assertProblem(created, 422, "invalid-request", "id");
      return;
    }
    String location = created.expect(201).header("Location");
    assertThat(location.substring("/api/sessions/".length())).doesNotContain("/", ":");
    assertThat(hub.get(location + "/events").expect(200).at("/events/0/sessionId").asText())
        .isEqualTo(id);
    assertThat(hub.send("PATCH", location, "{'title':'T'}").expect(200).at("/id").asText())
        .isEqualTo(id);
    hub.send(hub.request(location).DELETE()).expect(204);
  }

  @Test
  void one_hasItsPartsAndThePositionTheyAreOf() {
    String id = hub.session("");
    hub.append(id, "step:started", ",'stepNumber':1");
    hub.append(id, "agent:started", ",'agentId':'x'");
    hub.append(id, "interaction:awaiting-input", ",'askId':'a','question':'?'");
    long last = hub.append(id, "command:issued", ",'commandId':'c','command':'pause'");
    Answer one = hub.get("/api/sessions/" + id).expect(200);
    assertThat(Position.parse(one.at("/position").asText()).sequence()).isEqualTo(last);
    assertThat(one.at("/steps/total").asInt()).isEqualTo(1);
    assertThat(one.at("/detail/chains/0/chainId").asText()).isEqualTo("default");
    assertThat(one.at("/detail/steps/0/stepNumber").asInt()).isEqualTo(1);
    assertThat(one.at("/detail/subagents/0/agentId").asText()).isEqualTo("x");
    assertThat(one.at("/detail/asks/0/askId").asText()).isEqualTo("a");
    assertThat(one.at("/detail/commands/0/commandId").asText()).isEqualTo("c");
    assertThat(hub.get("/api/sessions/" + id + "/chains").at("/chains")).hasSize(1);
    assertThat(hub.get("/api/sessions/" + id + "/steps").at("/steps")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"''", "/events", "/events/1", "/chains", "/steps", "/commands", "/input"})
  void anUnknownSessionIsNotFound(String part) {
    assertProblem(hub.get("/api/sessions/nobody" + part), 404, code(part));
    assertProblem(hub.get("/api/sessions/no%20id" + part), 422, "invalid-request", "id");
  }

  private static String code(String part) {
    return part.equals("/events/1") ? "unknown-event" : "unknown-session";
  }

  @Test
  void users_countTheirSessionsByState() {
    hub.session(",'user':'counted'");
    String ended = hub.session(",'user':'counted'");
    hub.append(ended, "session:ended", "");
    for (JsonNode user : hub.get("/api/users").expect(200).at("/users")) {
      if (user.path("user").asText().equals("counted")) {
        assertThat(user.at("/sessions/total").asInt()).isEqualTo(2);
        assertThat(user.at("/sessions/idle").asInt()).isEqualTo(1);
        assertThat(user.at("/sessions/ended").asInt()).isEqualTo(1);
        return;
      }
    }
    throw new AssertionError("The user is not there");
  }
}

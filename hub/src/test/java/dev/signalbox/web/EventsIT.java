package dev.signalbox.web;

import static dev.signalbox.web.ProblemChecks.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Position;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST /api/events} with one event and with batches. */
final class EventsIT {
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
  void one_isStored_andTheAnswerTellsWhere() {
    Answer answer =
        post("{'type':'moon:landed','sessionId':'s1','crew':[{'name':'Ø'}],'nothing':null}");
    JsonNode result = answer.expect(201).json();
    long sequence = result.at("/results/0/sequence").asLong();
    assertThat(result.path("accepted").asInt()).isEqualTo(1);
    assertThat(result.path("duplicates").asInt()).isZero();
    assertThat(Position.parse(result.path("position").asText()).sequence())
        .isGreaterThanOrEqualTo(sequence);
    JsonNode stored = hub.get("/api/sessions/s1/events/" + sequence).expect(200).json();
    assertThat(stored.path("type").asText()).isEqualTo("event");
    assertThat(stored.at("/payload/crew/0/name").asText()).isEqualTo("Ø");
    assertThat(stored.at("/payload").has("nothing")).isFalse();
  }

  @Test
  void one_forAnUnknownSession_createsIt_inferred() {
    String event = "{'type':'tool:started','sessionId':'lost-start','toolName':'Bash','cwd':'/x'}";
    long sequence = post(event).expect(201).at("/results/0/sequence").asLong();
    JsonNode session = hub.get("/api/sessions/lost-start").expect(200).json();
    assertThat(session.path("inferred").asBoolean()).isTrue();
    assertThat(session.path("cwd").asText()).isEqualTo("/x");
    JsonNode before = hub.get("/api/sessions/lost-start/events/" + (sequence - 1)).json();
    assertThat(before.at("/payload/type").asText()).isEqualTo("session:started");
  }

  @Test
  void one_sentTwice_isStoredOnce() {
    String event = "{'type':'a:b','sessionId':'twice','eventId':'e1'}";
    JsonNode first = post(event).expect(201).json();
    JsonNode second = post(event).expect(201).json();
    assertThat(second.path("accepted").asInt()).isZero();
    assertThat(second.path("duplicates").asInt()).isEqualTo(1);
    assertThat(second.at("/results/0/sequence")).isEqualTo(first.at("/results/0/sequence"));
    assertThat(second.at("/results/0/duplicate").asBoolean()).isTrue();
  }

  @Test
  void one_sentByManyAtOnce_isStoredOnce() {
    String event = "{\"type\":\"a:b\",\"sessionId\":\"race\",\"eventId\":\"e1\"}";
    var answers = new ArrayList<CompletableFuture<Answer>>();
    for (int i = 0; i < 30; i++) {
      answers.add(
          hub.sendAsync(
              hub.request("/api/events")
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(event))));
    }
    List<JsonNode> results =
        answers.stream().map(answer -> answer.join().expect(201).json()).toList();
    assertThat(results.stream().mapToInt(it -> it.path("accepted").asInt()).sum()).isEqualTo(1);
    assertThat(results.stream().map(it -> it.at("/results/0/sequence")).distinct()).hasSize(1);
  }

  @Test
  void one_thatIsInvalid_isRefusedWithItsPath() {
    assertProblem(post("{'sessionId':'s'}"), 422, "invalid-event", "type");
    assertProblem(post("{'type':'a:b'}"), 422, "invalid-event", "sessionId");
    assertProblem(
        post("{'type':'a:b','sessionId':'s','timestamp':'now'}"),
        422,
        "invalid-event",
        "timestamp");
    Answer cycle =
        post(
            "{'type':'chain:compiled','sessionId':'s','steps':"
                + "[{'stepNumber':1,'waitsFor':[2]},{'stepNumber':2,'waitsFor':[1]}]}");
    assertProblem(cycle, 422, "invalid-event", "steps");
    assertThat(cycle.at("/errors/0/code").asText()).isEqualTo("cycle");
    assertProblem(hub.get("/api/sessions/s"), 404, "unknown-session");
  }

  @Test
  void one_mayHaveAFieldOfAnyName_alsoEvents() {
    long sequence =
        post("{'type':'calendar:read','sessionId':'s2','events':[{'at':'noon'}]}")
            .expect(201)
            .at("/results/0/sequence")
            .asLong();
    assertThat(hub.get("/api/sessions/s2/events/" + sequence).at("/payload/events/0/at").asText())
        .isEqualTo("noon");
  }

  @Test
  void one_overTheLimit_isTooLarge() {
    assertThat(post(sized(EventRoutes.EVENT_BYTES_MAX)).status()).isEqualTo(201);
    assertProblem(post(sized(EventRoutes.EVENT_BYTES_MAX + 1)), 413, "too-large");
  }

  @Test
  void one_largeEvent_isCutInLists_andWholeByItself() {
    long sequence = post(sized(50_000)).expect(201).at("/results/0/sequence").asLong();
    JsonNode listed =
        hub.get("/api/sessions/large/events?after=" + (sequence - 1)).at("/events/0/payload");
    assertThat(listed.path("truncated").asBoolean()).isTrue();
    assertThat(listed.path("text").asText()).hasSizeLessThan(8_000);
    JsonNode whole = hub.get("/api/sessions/large/events/" + sequence).at("/payload");
    assertThat(whole.has("truncated")).isFalse();
    assertThat(whole.path("text").asText()).hasSizeGreaterThan(49_000);
  }

  @Test
  void batch_storesTheGood_andReportsTheBadInItsPlace() {
    Answer answer =
        post(
            """
            {'events':[{'type':'a:b','sessionId':'b1','n':1},
                       {'type':'step:started','sessionId':'b1'},
                       7,
                       {'type':'a:b','sessionId':'b1','eventId':'e'},
                       {'type':'a:b','sessionId':'b1','eventId':'e'},
                       {'type':'a:b','sessionId':'no id'}]}
            """);
    JsonNode result = answer.expect(201).json();
    assertThat(result.path("accepted").asInt()).isEqualTo(2);
    assertThat(result.path("duplicates").asInt()).isEqualTo(1);
    assertThat(result.path("results")).hasSize(6);
    assertThat(result.at("/results/0/sequence").asLong()).isPositive();
    assertThat(result.at("/results/1/error/path").asText()).isEqualTo("stepNumber");
    assertThat(result.at("/results/2/error/message").asText()).contains("a JSON object");
    assertThat(result.at("/results/4/sequence")).isEqualTo(result.at("/results/3/sequence"));
    assertThat(result.at("/results/5/error/path").asText()).isEqualTo("sessionId");
    assertThat(hub.get("/api/sessions/b1/events?type=a:b").at("/events")).hasSize(2);
  }

  @Test
  void batch_keepsItsOrder() {
    String events =
        IntStream.range(0, EventRoutes.BATCH_MAX)
            .mapToObj(i -> "{'type':'a:b','sessionId':'ordered','n':" + i + "}")
            .collect(Collectors.joining(","));
    JsonNode results = post("{'events':[" + events + "]}").expect(201).at("/results");
    assertThat(results).hasSize(EventRoutes.BATCH_MAX);
    for (int i = 1; i < results.size(); i++) {
      assertThat(results.at("/" + i + "/sequence").asLong())
          .isEqualTo(results.at("/" + (i - 1) + "/sequence").asLong() + 1);
    }
  }

  @Test
  void batch_ofNothingButBadEvents_isRefusedWithEachPath() {
    Answer refused = post("{'events':[{'type':'a:b'},{'sessionId':'s'},null]}");
    assertProblem(
        refused, 422, "invalid-event", "events[0].sessionId", "events[1].type", "events[2]");
  }

  @Test
  void batch_mayBeEmpty_butMustBeAnArrayAndWithinItsLimit() {
    assertThat(post("{'events':[]}").expect(201).at("/accepted").asInt()).isZero();
    assertProblem(post("{'events':{}}"), 422, "invalid-request", "events");
    String tooMany = "1,".repeat(EventRoutes.BATCH_MAX) + "1";
    assertProblem(post("{'events':[" + tooMany + "]}"), 413, "too-large");
  }

  @Test
  void batch_refusesAnEventOverTheLimit_andStoresItsNeighbours() {
    Answer answer =
        post(
            "{'events':[{'type':'a:b','sessionId':'n1'},"
                + sized(EventRoutes.EVENT_BYTES_MAX + 1)
                + ",{'type':'a:b','sessionId':'n1'}]}");
    JsonNode result = answer.expect(201).json();
    assertThat(result.path("accepted").asInt()).isEqualTo(2);
    assertThat(result.at("/results/1/error/code").asText()).isEqualTo("too-large");
  }

  @Test
  void body_overTheLimit_isTooLarge() {
    String padding = "x".repeat(Route.Body.LARGE_JSON.bytesMax());
    assertProblem(post("{'events':[],'padding':'" + padding + "'}"), 413, "too-large");
    assertProblem(
        hub.post("/api/sessions", "{'cwd':'" + "x".repeat(EventRoutes.EVENT_BYTES_MAX) + "'}"),
        413,
        "too-large");
  }

  @Test
  void halfCharacters_asAgentsCutThem_areKept() {
    long sequence =
        post("{'type':'message:user','sessionId':'half','text':'cut \\ud83d'}")
            .expect(201)
            .at("/results/0/sequence")
            .asLong();
    assertThat(hub.get("/api/sessions/half/events/" + sequence).at("/payload/text").asText())
        .isEqualTo("cut \ud83d");
    assertThat(hub.get("/api/sessions/half").expect(200).at("/firstPrompt").asText())
        .startsWith("cut ");
  }

  /** An event of exactly so many bytes. */
  private static String sized(int bytes) {
    String empty = "{'type':'message:user','sessionId':'large','text':''}";
    return empty.replace("''}", "'" + "x".repeat(bytes - empty.length()) + "'}");
  }

  private static Answer post(String json) {
    return hub.post("/api/events", json);
  }
}

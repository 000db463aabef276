package dev.signalbox.web;

import static dev.signalbox.web.ProblemChecks.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages from people to agents, and the asks that they answer. */
final class InputIT {
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
  void aMessageIsQueued_deliveredOnce_andAcknowledgedByTheNextPoll() {
    String id = hub.session("");
    JsonNode sent = send(id, "{'input':'Use staging','by':'ana'}").expect(201).json();
    assertThat(sent.path("type").asText()).isEqualTo("input");
    assertThat(sent.path("status").asText()).isEqualTo("queued");
    JsonNode got = poll(id, 0).join().expect(200).json();
    assertThat(got.path("commandId")).isEqualTo(sent.path("commandId"));
    assertThat(got.path("input").asText()).isEqualTo("Use staging");
    assertThat(got.path("by").asText()).isEqualTo("ana");
    awaitEvent(id, "command:delivered");
    assertThat(poll(id, 0).join().status()).isEqualTo(204);
    awaitEvent(id, "command:acknowledged");
    assertThat(hub.get("/api/sessions/" + id).at("/detail/commands/0/status").asText())
        .isEqualTo("acknowledged");
  }

  @Test
  void messagesComeOneByOne_inOrder_each_once() {
    String id = hub.session("");
    for (String text : List.of("one", "two", "three")) {
      send(id, "{'input':'" + text + "'}").expect(201);
    }
    var got = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      got.add(poll(id, 1_000).join().expect(200).at("/input").asText());
    }
    assertThat(got).isEqualTo(List.of("one", "two", "three"));
    assertThat(poll(id, 0).join().status()).isEqualTo(204);
  }

  @Test
  void aWaitingPoll_getsTheMessageWhenItComes() {
    String id = hub.session("");
    CompletableFuture<Answer> waiting = poll(id, 30_000);
    assertThat(waiting).isNotDone();
    send(id, "{'input':{'choice':2}}").expect(201);
    assertThat(waiting.join().expect(200).at("/input/choice").asInt()).isEqualTo(2);
  }

  @Test
  void aWaitingPoll_endsEmptyAfterItsTime() {
    assertThat(poll(hub.session(""), 100).join().status()).isEqualTo(204);
  }

  @Test
  void ofManyWaitingPolls_eachGetsAnotherMessage() {
    String id = hub.session("");
    List<CompletableFuture<Answer>> waiting = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      waiting.add(poll(id, 30_000));
    }
    for (int i = 0; i < 5; i++) {
      send(id, "{'input':'m" + i + "'}").expect(201);
    }
    var got = new HashSet<String>();
    waiting.forEach(poll -> got.add(poll.join().expect(200).at("/input").asText()));
    assertThat(got).containsExactlyInAnyOrder("m0", "m1", "m2", "m3", "m4");
  }

  @Test
  void aPollerThatWentAway_takesNothingWithIt() throws IOException {
    String id = hub.session("");
    String path = "/api/sessions/" + id + "/input?timeout=30000";
    try (var poller = RawHttp.open(hub.port())) {
      poller.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      // Served by the same hub: its answer tells that the poll before it has arrived.
      hub.get("/health").expect(200);
    }
    send(id, "{'input':'Still there?'}").expect(201);
    JsonNode got = poll(id, 10_000).join().expect(200).json();
    assertThat(got.path("input").asText()).isEqualTo("Still there?");
  }

  @Test
  void aMessageAnswersTheAskOfAnAgentThatWaits() {
    String id = hub.session("");
    Answer asked =
        hub.post(
                "/api/sessions/" + id + "/awaiting",
                """
                {'promptType':'question','promptText':'Which one?','quickResponses':['a','b'],
                 'type':'session:deleted','askId':null}
                """)
            .expect(201);
    String askId = asked.at("/askId").asText();
    JsonNode session = hub.get("/api/sessions/" + id).json();
    assertThat(session.path("state").asText()).isEqualTo("needs_you");
    assertThat(session.at("/attention/text").asText()).isEqualTo("Which one?");
    assertThat(session.at("/attention/askId").asText()).isEqualTo(askId).isNotEqualTo("null");
    assertThat(session.at("/detail/asks/0/quickResponses/1").asText()).isEqualTo("b");

    send(id, "{'input':'a','by':'ana'}").expect(201);
    assertThat(hub.get("/api/sessions/" + id).at("/detail/asks")).isEmpty();
    JsonNode received = events(id, "interaction:input-received").at("/0/payload");
    assertThat(received.path("askId").asText()).isEqualTo(askId);
    assertThat(received.path("input").asText()).isEqualTo("a");
    assertThat(received.path("source").asText()).isEqualTo("api");
    assertThat(poll(id, 0).join().expect(200).at("/input").asText()).isEqualTo("a");
  }

  @Test
  void aMessageThatFindsNoRoom_answersNothing() {
    String id = hub.session("");
    hub.append(id, "interaction:awaiting-input", ",'askId':'open','question':'?'");
    String unfinished =
        IntStream.range(0, 1_000)
            .mapToObj(i ->
                "{'sessionId':'"
                    + id
                    + "','type':'command:issued','commandId':'c"
                    + i
                    + "',"
                    + "'command':'pause'}")
            .collect(Collectors.joining(","));
    hub.post("/api/events", "{'events':[" + unfinished + "]}").expect(201);
    assertProblem(send(id, "{'input':'yes'}"), 422, "invalid-event", "");
    assertThat(hub.get("/api/sessions/" + id).at("/detail/asks/0/askId").asText())
        .isEqualTo("open");
  }

  @Test
  void aMessageDoesNotAnswerAToolsAsk() {
    String id = hub.session("");
    hub.append(id, "interaction:awaiting-input", ",'askId':'t','toolName':'Bash'");
    send(id, "{'input':'yes'}").expect(201);
    assertThat(hub.get("/api/sessions/" + id).at("/detail/asks/0/askId").asText()).isEqualTo("t");
  }

  @Test
  void awaiting_twiceByTheSameEventId_isOneAsk() {
    String id = hub.session("");
    String ask = "{'promptText':'?','askId':'a1','eventId':'e1'}";
    JsonNode first = hub.post("/api/sessions/" + id + "/awaiting", ask).expect(201).json();
    JsonNode second = hub.post("/api/sessions/" + id + "/awaiting", ask).expect(201).json();
    assertThat(second).isEqualTo(first);
    assertThat(first.path("askId").asText()).isEqualTo("a1");
    assertThat(first.path("sequence").asLong()).isPositive();
  }

  @Test
  void awaiting_needsAPrompt_andAKnownSession() {
    String id = hub.session("");
    assertProblem(
        hub.post("/api/sessions/" + id + "/awaiting", "{'promptText':''}"),
        422,
        "invalid-event",
        "promptText");
    assertProblem(
        hub.post("/api/sessions/" + id + "/awaiting", "{'question':'?','expiresAt':'soon'}"),
        422,
        "invalid-event",
        "expiresAt");
    assertProblem(
        hub.post("/api/sessions/nobody/awaiting", "{'question':'?'}"), 404, "unknown-session");
  }

  @Test
  void terminal_addsItsOutputToTheSession_andNothingElse() {
    String id = hub.session("");
    String body = "{'output':'\\u001b[31mred','stream':'stderr','type':'x:y','sessionId':'other'}";
    Answer stored = hub.post("/api/sessions/" + id + "/terminal", body).expect(201);
    JsonNode event = events(id, "terminal:output").at("/0/payload");
    assertThat(stored.at("/sequence").asLong()).isPositive();
    assertThat(event.path("output").asText()).isEqualTo("\u001b[31mred");
    assertThat(event.path("stream").asText()).isEqualTo("stderr");
    assertProblem(
        hub.post("/api/sessions/" + id + "/terminal", "{}"), 422, "invalid-event", "output");
    assertProblem(
        hub.post("/api/sessions/nobody/terminal", "{'output':'x'}"), 404, "unknown-session");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'input':''}", "{'input':'  '}", "{'input':null}"})
  void send_needsAMessage(String json) {
    assertProblem(send(hub.session(""), json), 422, "invalid-event", "input");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "60001", "x", "1e3"})
  void poll_refusesAbsurdTimes(String timeout) {
    String id = hub.session("");
    assertProblem(
        hub.get("/api/sessions/" + id + "/input?timeout=" + timeout),
        422,
        "invalid-request",
        "timeout");
  }

  @Test
  void head_takesNoMessage() {
    String id = hub.session("");
    send(id, "{'input':'x'}").expect(201);
    var head = hub.request("/api/sessions/" + id + "/input");
    hub.send(head.method("HEAD", BodyPublishers.noBody())).expect(204);
    poll(id, 0).join().expect(200);
  }

  @Test
  void unknownSessionsTakeNoMessages() {
    assertProblem(send("nobody", "{'input':'x'}"), 404, "unknown-session");
    assertProblem(hub.get("/api/sessions/nobody/input?timeout=500"), 404, "unknown-session");
  }

  private static Answer send(String session, String json) {
    return hub.post("/api/sessions/" + session + "/input", json);
  }

  private static CompletableFuture<Answer> poll(String session, int timeoutMillis) {
    return hub.sendAsync(
        hub.request("/api/sessions/" + session + "/input?timeout=" + timeoutMillis));
  }

  private static JsonNode events(String session, String type) {
    return hub.get("/api/sessions/" + session + "/events?type=" + type).expect(200).at("/events");
  }

  /** What a poll brings about is stored after its answer. */
  private static void awaitEvent(String session, String type) {
    long deadline = System.nanoTime() + ServedHub.PATIENCE.toNanos();
    while (events(session, type).isEmpty()) {
      assertThat(System.nanoTime()).as("No " + type + " came").isLessThan(deadline);
    }
  }
}

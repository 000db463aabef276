package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.TestHub.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs ask over HTTP, and people answer. */
@Timeout(60)
final class AskIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir private Path folder;
  private TestHub hub;

  @BeforeEach
  void start() {
    hub = TestHub.start(folder);
    hub.begin("s1");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void whoeverWaitsHearsTheAnswer() {
    String ask = open("'question':'Deploy?','options':['yes','no']");
    CompletableFuture<Answer> waiting =
        CompletableFuture.supplyAsync(() -> hub.get("/api/asks/" + ask + "?wait=30"));
    Answer answered = hub.post("/api/asks/" + ask + "/answer", "{'input':'yes','by':'ana'}");
    assertThat(answered.status()).isEqualTo(200);
    JsonNode heard = waiting.join().body();
    assertThat(heard).isEqualTo(answered.body());
    assertThat(heard.path("status").asText()).isEqualTo("answered");
    assertThat(heard.path("input").asText()).isEqualTo("yes");
    assertThat(heard.path("by").asText()).isEqualTo("ana");
    assertThat(heard.path("source").asText()).isEqualTo("api");
  }

  @Test
  void theSecondAnswerIsRefused_andSaysWhoWasFirst() {
    String ask = open("'question':'Deploy?','kind':'approval'");
    hub.post("/api/asks/" + ask + "/answer", "{'decision':'allow','by':'ana'}");
    Answer late = hub.post("/api/asks/" + ask + "/answer", "{'decision':'deny','by':'bo'}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("code").asText()).isEqualTo("ask-closed");
    assertThat(late.body().path("detail").asText()).contains("Answered by ana", "allow");
    assertThat(late.body().path("ask").path("by").asText()).isEqualTo("ana");
  }

  @Test
  void ofTwoAtOnceOneWins_andTheOtherHearsWho() {
    for (int round = 0; round < 20; round++) {
      String path = "/api/asks/" + open("'question':'Deploy?','kind':'approval'") + "/answer";
      var ana =
          CompletableFuture.supplyAsync(() -> hub.post(path, "{'decision':'allow','by':'ana'}"));
      Answer bo = hub.post(path, "{'decision':'deny','by':'bo'}");
      assertThat(List.of(ana.join().status(), bo.status())).containsExactlyInAnyOrder(200, 409);
      boolean isBoFirst = bo.status() == 200;
      assertThat((isBoFirst ? ana.join() : bo).body().path("detail").asText())
          .contains("Answered by " + (isBoFirst ? "bo" : "ana"));
    }
  }

  @Test
  void aProgramThatTakesAnotherInputReadsIt() {
    String ask = open("'question':'?','kind':'approval','toolInput':{'n':1},'takesInput':true");
    hub.post("/api/asks/" + ask + "/answer", "{'decision':'allow','updatedInput':{'n':2}}");
    Answer answered = hub.get("/api/asks/" + ask);
    assertThat(answered.body().at("/updatedInput/n").asInt()).isEqualTo(2);
    assertThat(answered.body().at("/toolInput/n").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'kind':'approval' | {'decision':'allow','remember':[0]} | remember",
        "'kind':'approval' | {} | decision",
        "'kind':'approval' | {'decision':'maybe'} | decision",
        "'kind':'approval' | {'decision':'allow','remember':[3]} | remember",
        "'kind':'approval' | {'decision':'allow','remember':'all'} | remember",
        "'kind':'approval' | {'decision':'allow','updatedInput':{'command':'ls'}} | updatedInput",
        "'kind':'approval','suggestions':[{}] | {'decision':'allow','remember':[0,0]} | remember",
        "'kind':'question' | {} | input",
        "'kind':'input' | {'input':' '} | input",
      })
  void whatIsNoAnswerIsRefused_andTheAskStaysOpen(String kind, String answer, String path) {
    String ask = open("'question':'?'," + kind);
    Answer refused = hub.post("/api/asks/" + ask + "/answer", answer);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("errors").path(0).path("path").asText()).isEqualTo(path);
    assertThat(status(ask)).isEqualTo("open");
  }

  @Test
  void anAskEndsWithItsSession_andTheEndIsAnEventWithItsReason() {
    String ask = open("'question':'Deploy?'");
    hub.append("s1", "session:ended", "");
    JsonNode closed = hub.get("/api/asks/" + ask).body();
    assertThat(closed.path("status").asText()).isEqualTo("closed");
    assertThat(closed.path("reason").asText()).isEqualTo("The session has ended");
    assertThat(closed.path("closedBy").asText()).isEqualTo("interaction:input-received");
    assertThat(hub.post("/api/asks/" + ask + "/answer", "{'input':'x'}").status()).isEqualTo(409);
  }

  @Test
  void anAskEndsWhenItsTimeIsOver() {
    String ask = open("'question':'Deploy?','waitMs':1");
    assertThat(hub.post("/api/asks/" + ask + "/answer", "{'input':'x'}").status()).isEqualTo(409);
    awaitStatus(ask, "expired");
    assertThat(hub.get("/api/asks/" + ask).body().path("reason").asText())
        .isEqualTo("Nobody answered in time");
  }

  @Test
  void whoeverAskedMayTakeItBack_once() {
    String ask = open("'question':'Deploy?'");
    JsonNode closed = hub.post("/api/asks/" + ask + "/close", "{}").body();
    assertThat(closed.path("status").asText()).isEqualTo("closed");
    assertThat(closed.path("source").asText()).isEqualTo("api");
    assertThat(closed.path("reason").asText()).isEqualTo("Withdrawn by whoever asked");
    Answer again = hub.post("/api/asks/" + ask + "/close", "{}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().path("code").asText()).isEqualTo("ask-closed");
    assertThat(again.body().path("ask")).isEqualTo(closed);
    assertThat(hub.post("/api/asks/" + ask + "/answer", "{'input':'x'}").status()).isEqualTo(409);
    assertThat(hub.post("/api/asks/nobody/close", "{}").status()).isEqualTo(404);
  }

  @Test
  void askedAgain_itIsTheSameAsk_alsoWhenItIsOver() {
    String same = "'askId':'a1','question':'Deploy?'";
    open(same);
    JsonNode answered = hub.post("/api/asks/a1/answer", "{'input':'yes'}").body();
    Answer again = hub.post("/api/asks", "{'sessionId':'s1'," + same + "}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(answered);
    Answer changed = hub.post("/api/asks", "{'sessionId':'s1','askId':'a1','question':'Drop it?'}");
    assertThat(changed.status()).isEqualTo(409);
    assertThat(changed.body().path("code").asText()).isEqualTo("ask-exists");
    hub.begin("s2");
    Answer other = hub.post("/api/asks", "{'sessionId':'s2'," + same + "}");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.body().path("code").asText()).isEqualTo("ask-exists");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'kind':'approvel','question':'?' | kind",
        "'kind':'approval' | question",
        "'question':'?','leaseMs':1 | leaseMs",
      })
  void whatAsksNothingThatCanBeAnsweredIsRefused(String fields, String path) {
    Answer refused = hub.post("/api/asks", "{'sessionId':'s1'," + fields + "}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().at("/errors/0/path").asText()).isEqualTo(path);
  }

  @Test
  void anEventThatTakesTheNameOfAnotherSessionsAskIsRefused() {
    String ask = open("'askId':'a1','question':'Deploy?'");
    Answer refused =
        hub.post(
            "/api/events",
            "{'sessionId':'s2','type':'interaction:awaiting-input','askId':'a1','question':'Drop?'}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().at("/errors/0/code").asText()).isEqualTo("taken");
    JsonNode answered = hub.post("/api/asks/" + ask + "/answer", "{'input':'yes'}").body();
    assertThat(answered.path("question").asText()).isEqualTo("Deploy?");
  }

  @Test
  void whoeverWaitsHearsThatTheSessionIsRemoved() {
    String ask = open("'question':'Deploy?'");
    CompletableFuture<Answer> waiting =
        CompletableFuture.supplyAsync(() -> hub.get("/api/asks/" + ask + "?wait=30"));
    hub.delete("/api/sessions/s1");
    assertThat(waiting).succeedsWithin(SOON);
    assertThat(waiting.join().body().path("code").asText()).isEqualTo("unknown-ask");
  }

  @Test
  void aProgramsAskOutlivesTurnsAndMessages_anAgentsDoesNot() {
    String program = open("'question':'Deploy?','kind':'question','leaseMs':60000");
    String agent = open("'question':'Which?','kind':'question'");
    hub.append("s1", "session:idle", "");
    assertThat(status(agent)).isEqualTo("closed");
    hub.append("s1", "message:user", ",'text':'Go on'");
    hub.post("/api/sessions/s1/input", "{'input':'Go on'}");
    assertThat(status(program)).isEqualTo("open");
  }

  @Test
  void anAskEndsWhenNobodyWaitsForItAnyMore() {
    String ask = open("'question':'Deploy?','leaseMs':5000");
    awaitListed(ask, "closed");
    assertThat(hub.get("/api/asks/" + ask).body().path("reason").asText())
        .isEqualTo("Nobody waits for the answer any more");
  }

  @Test
  void asksAreListed_openOnesOldestFirst() {
    String first = open("'question':'1'");
    String second = open("'question':'2'");
    String third = open("'question':'3'");
    hub.post("/api/asks/" + second + "/answer", "{'input':'x'}");
    assertThat(ids("/api/asks")).containsExactly(first, third);
    assertThat(ids("/api/asks?status=all")).containsExactly(third, second, first);
    assertThat(ids("/api/asks?status=answered&session=s1")).containsExactly(second);
    assertThat(ids("/api/asks?session=other")).isEmpty();
    assertThat(hub.get("/api/asks?status=what").status()).isEqualTo(422);
    assertThat(hub.get("/api/asks/nobody").status()).isEqualTo(404);
    assertThat(hub.post("/api/asks/nobody/answer", "{'input':'x'}").status()).isEqualTo(404);
    assertThat(hub.post("/api/asks", "{'sessionId':'nobody','question':'?'}").status())
        .isEqualTo(404);
    assertThat(hub.post("/api/asks", "{'sessionId':'s1'}").status()).isEqualTo(422);
  }

  @Test
  void aLargeInputIsShownWhole() {
    String command = "echo " + "x".repeat(20_000);
    String ask = open("'question':'?','toolName':'Bash','toolInput':{'command':'" + command + "'}");
    assertThat(hub.get("/api/asks/" + ask).body().path("toolInput").path("command").asText())
        .isEqualTo(command);
  }

  private String open(String fields) {
    Answer opened = hub.post("/api/asks", "{'sessionId':'s1'," + fields + "}");
    assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
    return opened.body().path("askId").asText();
  }

  private String status(String ask) {
    return hub.get("/api/asks/" + ask).body().path("status").asText();
  }

  private Iterable<String> ids(String path) {
    return hub.get(path).body().path("asks").findValuesAsText("askId");
  }

  /** Without a look at the ask itself, which would be taken for its requester's. */
  private void awaitListed(String ask, String wanted) {
    long end = System.nanoTime() + SOON.multipliedBy(2).toNanos();
    String path = "/api/asks?status=" + wanted;
    while (!hub.get(path).body().path("asks").findValuesAsText("askId").contains(ask)) {
      assertThat(System.nanoTime()).as("%s is not %s", ask, wanted).isLessThan(end);
      LockSupport.parkNanos(50_000_000);
    }
  }

  private void awaitStatus(String ask, String wanted) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!status(ask).equals(wanted)) {
      assertThat(System.nanoTime()).as("%s is %s", ask, status(ask)).isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }
}

package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.TestHub.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people answer at the hub, and whether OpenCode's plugin passes it on. */
@Timeout(60)
final class OpenCodeAnswersIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String PERMISSION =
      "'kind':'permission','id':'per_1','permission':'bash','patterns':['git push'],"
          + "'metadata':{},'always':['git *'],'tool':{'callID':'call_1'}";
  private static final String QUESTION =
      "'kind':'question','id':'que_1','questions':[{'question':'Which?',"
          + "'options':[{'label':'a'},{'label':'b'}]}]";

  @TempDir private Path folder;
  private TestHub hub;
  private StandInOpenCode opencode;

  @BeforeEach
  void start() throws IOException {
    hub = TestHub.start(Files.createDirectory(folder.resolve("data")));
    Path home = Files.createDirectory(folder.resolve("home"));
    opencode = StandInOpenCode.start(home, hub.uri("http", ""));
  }

  @AfterEach
  void stop() {
    opencode.close();
    hub.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'decision':'allow'} | {\"reply\":\"once\"}",
        "{'decision':'allow','remember':[0]} | {\"reply\":\"always\"}",
        "{'decision':'deny','message':'Wait'} | {\"message\":\"Wait\",\"reply\":\"reject\"}",
      })
  void aPermissionThatIsDecidedHereIsDecidedThere(String answer, String reply) throws Exception {
    opencode.does("ask", PERMISSION);
    awaitAnswerable("per_1");
    answer("per_1", answer);
    JsonNode did = opencode.did();
    assertThat(did.path("url").asText()).isEqualTo("/permission/per_1/reply");
    assertThat(did.path("body").toString()).isEqualTo(reply);
    // OpenCode's own word of it is not told as somebody else's answer.
    opencode.does("event", "'type':'session.idle'");
    awaitState("idle");
    assertThat(events("interaction:input-received")).hasSize(1);
    assertThat(ask("per_1").path("source").asText()).isEqualTo("api");
  }

  @Test
  void whoDecidesSeesTheWholeInputOfTheCall() throws Exception {
    opencode.does("call", "'callID':'call_1','args':{'command':'git push origin main'}");
    assertThat(opencode.did().path("did").asText()).isEqualTo("run");
    opencode.does("ask", PERMISSION);
    awaitAnswerable("per_1");
    assertThat(ask("per_1").at("/toolInput/command").asText()).isEqualTo("git push origin main");
  }

  @Test
  void decidedInTheTerminalFirst_nobodyCanDecideHere() {
    opencode.does("ask", PERMISSION);
    awaitAnswerable("per_1");
    opencode.does("answer", "'id':'per_1','reply':'once'");
    await("answered", () -> ask("per_1").path("status").asText());
    Answer late = hub.post("/api/asks/per_1/answer", "{'decision':'deny'}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("code").asText()).isEqualTo("ask-closed");
    assertThat(opencode.isQuiet()).isTrue();
  }

  @Test
  void decidedInTheTerminalAtTheSameTime_itIsSaidThatTheAnswerCameTooLate() throws Exception {
    opencode.does("ask", PERMISSION);
    awaitAnswerable("per_1");
    opencode.does("drop", "'id':'per_1'");
    answer("per_1", "{'decision':'allow'}");
    assertThat(opencode.did().path("did").asText()).isEqualTo("answer");
    await(1, () -> events("warning:occurred").size());
  }

  @Test
  void whenTheHubWasRestarted_whatIsStillAskedCanBeDecidedHereAgain() throws Exception {
    opencode.does("ask", PERMISSION);
    awaitAnswerable("per_1");
    hub.restart();
    awaitAnswerable("per_1");
    answer("per_1", "{'decision':'allow'}");
    assertThat(opencode.did().at("/body/reply").asText()).isEqualTo("once");
  }

  @Test
  void whatWasAskedWhileTheHubWasAwayCanBeDecidedHereOnceItIsBack() throws Exception {
    awaitSession();
    hub.whileStopped(database -> {
      opencode.does("ask", PERMISSION);
      await(true, this::isKept);
    });
    awaitAnswerable("per_1");
    answer("per_1", "{'decision':'allow'}");
    assertThat(opencode.did().at("/body/reply").asText()).isEqualTo("once");
  }

  @Test
  void whenTheHubWasRestarted_whatIsAskedNoLongerCannotBeDecided() {
    opencode.does("ask", PERMISSION);
    awaitAnswerable("per_1");
    opencode.does("drop", "'id':'per_1'");
    hub.restart();
    Answer refused = hub.post("/api/asks/per_1/answer", "{'decision':'allow'}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(opencode.isQuiet()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'answers':{'Which?':'b'}} | reply | {\"answers\":[[\"b\"]]}",
        "{'decision':'deny'} | reject | {}",
      })
  void questionsAreAnsweredAsData(String answer, String call, String body) throws Exception {
    opencode.does("ask", QUESTION);
    awaitAnswerable("que_1");
    answer("que_1", answer);
    JsonNode did = opencode.did();
    assertThat(did.path("url").asText()).isEqualTo("/question/que_1/" + call);
    assertThat(did.path("body").toString()).isEqualTo(body);
  }

  @Test
  void aMessageIsSaidToTheAgentThatThePersonSpeaksTo() throws Exception {
    String as = "'agent':'plan','model':{'providerID':'p','modelID':'m'}";
    opencode.does("event", "'type':'message.updated','info':{'role':'user'," + as + "}");
    awaitSession();
    String id = command("input", "{'input':'Use staging'}");
    JsonNode did = opencode.did();
    assertThat(did.path("did").asText()).isEqualTo("prompt");
    assertThat(did.path("body").toString())
        .isEqualTo(
            ("{" + as + ",'parts':[{'type':'text','text':'Use staging'}]}").replace('\'', '"'));
    await("acknowledged", () -> status(id));
    assertThat(opencode.isQuiet()).isTrue();
  }

  @Test
  void theSessionSaysWhatItCanBeTold() {
    awaitSession();
    JsonNode controls = hub.get("/api/sessions/ses_1").body().path("controls");
    assertThat(controls.toString()).isEqualTo("[\"answer\",\"message\",\"pause\",\"cancel\"]");
  }

  @Test
  void cancelStopsTheTurn() throws Exception {
    work();
    String id = command("commands", "{'type':'cancel'}");
    assertThat(opencode.did().path("did").asText()).isEqualTo("abort");
    await("acknowledged", () -> status(id));
  }

  @Test
  void pausedItKeepsCallsWaiting_untilItIsResumed() throws Exception {
    pause();
    opencode.does("call", "'callID':'call_1','args':{}");
    assertThat(hub.get("/api/sessions/ses_1").body().path("paused").asBoolean()).isTrue();
    String resumed = command("commands", "{'type':'resume'}");
    assertThat(opencode.did().path("did").asText()).isEqualTo("run");
    await("acknowledged", () -> status(resumed));
    assertThat(hub.get("/api/sessions/ses_1").body().path("paused").asBoolean()).isFalse();
  }

  @Test
  void aCallThatWaitedWhenItsTurnWasStoppedDoesNotRunAfterwards() throws Exception {
    pause();
    opencode.does("call", "'callID':'call_1','args':{}");
    command("commands", "{'type':'cancel'}");
    assertThat(opencode.did().path("did").asText()).isEqualTo("abort");
    assertThat(opencode.did().path("did").asText()).isEqualTo("stop");
    opencode.does("call", "'callID':'call_2','args':{}");
    assertThat(opencode.did().toString()).isEqualTo("{\"did\":\"run\",\"callID\":\"call_2\"}");
  }

  /** Whether the script keeps something for the hub. */
  private boolean isKept() {
    Path spool = folder.resolve("home/.local/state/signalbox/spool");
    try (Stream<Path> files = Files.exists(spool) ? Files.walk(spool) : Stream.empty()) {
      return files.anyMatch(it -> it.getFileName().toString().matches("\\d+\\.\\d+-.*"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pause() {
    work();
    String id = command("commands", "{'type':'pause'}");
    await("delivered", () -> status(id));
  }

  private void work() {
    awaitSession();
    opencode.does(
        "event", "'type':'message.part.updated','part':{'id':'p','type':'text','text':'Go'}");
    awaitState("working");
  }

  private String command(String kind, String request) {
    Answer issued = hub.post("/api/sessions/ses_1/" + kind, request);
    assertThat(issued.status()).as(issued.toString()).isEqualTo(201);
    return issued.body().path("commandId").asText();
  }

  private String status(String commandId) {
    for (String status : new String[] {"acknowledged", "failed", "expired", "delivered"}) {
      for (JsonNode event : events("command:" + status)) {
        if (event.at("/payload/commandId").asText().equals(commandId)) {
          return status;
        }
      }
    }
    return "open";
  }

  private void answer(String ask, String request) {
    Answer answered = hub.post("/api/asks/" + ask + "/answer", request);
    assertThat(answered.status()).as(answered.toString()).isEqualTo(200);
  }

  private JsonNode ask(String id) {
    return hub.get("/api/asks/" + id).body();
  }

  private JsonNode events(String type) {
    return hub.get("/api/sessions/ses_1/events?type=" + type).body().path("events");
  }

  private void awaitSession() {
    await(200, () -> hub.get("/api/sessions/ses_1").status());
  }

  private void awaitAnswerable(String ask) {
    await(true, () -> ask(ask).path("answerable").asBoolean());
  }

  private void awaitState(String state) {
    await(state, () -> hub.get("/api/sessions/ses_1").body().path("state").asText());
  }

  private static <T> void await(T wanted, Supplier<T> seen) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!wanted.equals(seen.get())) {
      assertThat(System.nanoTime()).as("%s, not %s", seen.get(), wanted).isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
  }
}

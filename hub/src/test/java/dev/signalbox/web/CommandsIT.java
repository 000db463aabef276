package dev.signalbox.web;

import static dev.signalbox.web.ProblemChecks.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands: issued by people, polled for and acknowledged by agents. */
final class CommandsIT {
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
  @ValueSource(strings = {"pause", "resume", "cancel", "retry", "skip", "abort"})
  void issue_queuesACommand(String type) {
    String id = hub.session("");
    Answer issued =
        issue(
            id,
            "{'type':'%s','stepNumber':3,'reason':'R','options':{'o':1},'by':'ana'}"
                .formatted(type));
    JsonNode command = issued.expect(201).json();
    assertThat(command.path("type").asText()).isEqualTo(type);
    assertThat(command.path("status").asText()).isEqualTo("queued");
    assertThat(command.path("sessionId").asText()).isEqualTo(id);
    assertThat(command.path("stepNumber").asInt()).isEqualTo(3);
    assertThat(command.path("reason").asText()).isEqualTo("R");
    assertThat(command.at("/options/o").asInt()).isEqualTo(1);
    assertThat(command.path("by").asText()).isEqualTo("ana");
    assertThat(command.path("commandId").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "{},                             type",
    "{'type':'fly'},                 type",
    "{'type':'input'},               type",
    "{'type':7},                     type",
    "{'type':'retry'},               stepNumber",
    "'{\"type\":\"skip\",\"stepNumber\":-1}', stepNumber",
    "'{\"type\":\"skip\",\"stepNumber\":1.5}', stepNumber",
  })
  void issue_refusesWhatIsNoCommand(String json, String path) {
    assertProblem(issue(hub.session(""), json), 422, "invalid-event", path);
  }

  @Test
  void poll_handsOut_leases_andAcknowledges() {
    String id = hub.session("");
    issue(id, "{'type':'pause'}").expect(201);
    String second = commandId(issue(id, "{'type':'resume'}"));
    JsonNode polled = poll(id, "").at("/commands");
    assertThat(polled).hasSize(2);
    assertThat(polled.at("/0/type").asText()).isEqualTo("pause");
    assertThat(polled.at("/1/type").asText()).isEqualTo("resume");
    // Leased: another poller has to wait until the lease ends.
    assertThat(poll(id, "").at("/commands")).isEmpty();
    Answer acknowledged = acknowledge(second, "{'status':'acknowledged'}").expect(200);
    assertThat(acknowledged.at("/status").asText()).isEqualTo("acknowledged");
    JsonNode shown = hub.get("/api/sessions/" + id).at("/detail/commands");
    assertThat(shown.findValuesAsText("status")).containsExactly("acknowledged", "delivered");
  }

  @Test
  void poll_waitsForACommand_andHasItAtOnce() {
    String id = hub.session("");
    CompletableFuture<Answer> waiting =
        hub.sendAsync(hub.request("/api/sessions/" + id + "/commands?wait=30"));
    assertThat(waiting).isNotDone();
    issue(id, "{'type':'abort','reason':'enough'}").expect(201);
    JsonNode commands = waiting.join().expect(200).at("/commands");
    assertThat(commands).hasSize(1);
    assertThat(commands.at("/0/reason").asText()).isEqualTo("enough");
  }

  @Test
  void poll_withoutAnything_answersAnEmptyList() {
    String id = hub.session("");
    assertThat(poll(id, "").at("/commands")).isEmpty();
    assertThat(poll(id, "?wait=1").at("/commands")).isEmpty();
  }

  @Test
  void poll_doesNotHandOutMessages() {
    String id = hub.session("");
    hub.post("/api/sessions/" + id + "/input", "{'input':'Hello'}").expect(201);
    assertThat(poll(id, "").at("/commands")).isEmpty();
  }

  @Test
  void head_takesNothing() {
    String id = hub.session("");
    issue(id, "{'type':'pause'}").expect(201);
    var head = hub.request("/api/sessions/" + id + "/commands");
    assertThat(hub.send(head.method("HEAD", BodyPublishers.noBody())).status()).isEqualTo(200);
    assertThat(poll(id, "").at("/commands")).hasSize(1);
  }

  @Test
  void acknowledge_mayReportAFailure() {
    String command = commandId(issue(hub.session(""), "{'type':'pause'}"));
    Answer failed = acknowledge(command, "{'status':'failed','error':'No'}").expect(200);
    assertThat(failed.at("/status").asText()).isEqualTo("failed");
    assertThat(failed.at("/error").asText()).isEqualTo("No");
  }

  @Test
  void acknowledge_withoutABody_isEnough_butOnlyOnce() {
    String command = commandId(issue(hub.session(""), "{'type':'pause'}"));
    var request = hub.request("/api/commands/" + command + "/ack");
    hub.send(request.POST(BodyPublishers.noBody())).expect(200);
    assertProblem(acknowledge(command, "{}"), 409, "command-finished");
    assertProblem(acknowledge(command, "{'status':'failed'}"), 409, "command-finished");
  }

  @Test
  void acknowledge_refusesOtherWords_andUnknownCommands() {
    String command = commandId(issue(hub.session(""), "{'type':'pause'}"));
    assertProblem(acknowledge(command, "{'status':'maybe'}"), 422, "invalid-event", "status");
    assertProblem(acknowledge("no-such", "{}"), 404, "unknown-command");
    assertProblem(acknowledge("a%2Fb%00", "{}"), 404, "unknown-command");
  }

  @Test
  void commandsExpireWithTheirSession_whichTakesNoMore() {
    String id = hub.session("");
    String command = commandId(issue(id, "{'type':'pause'}"));
    hub.append(id, "session:ended", "");
    assertProblem(acknowledge(command, "{}"), 409, "command-finished");
    assertThat(poll(id, "").at("/commands")).isEmpty();
    String before = hub.get("/api/info").at("/position").asText();
    assertProblem(issue(id, "{'type':'pause'}"), 409, "session-ended");
    assertProblem(
        hub.post("/api/sessions/" + id + "/input", "{'input':'Hello?'}"), 409, "session-ended");
    assertThat(hub.get("/api/info").at("/position").asText()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"wait=-1", "wait=61", "wait=x", "wait=99999999999999999999"})
  void poll_refusesAbsurdValues(String query) {
    String id = hub.session("");
    assertProblem(
        hub.get("/api/sessions/" + id + "/commands?" + query), 422, "invalid-request", "wait");
  }

  @Test
  void unknownSessionsHaveNoCommands() {
    assertProblem(issue("nobody", "{'type':'pause'}"), 404, "unknown-session");
    assertProblem(hub.get("/api/sessions/nobody/commands?wait=5"), 404, "unknown-session");
  }

  private static Answer issue(String session, String json) {
    return hub.post("/api/sessions/" + session + "/commands", json);
  }

  private static Answer poll(String session, String query) {
    return hub.get("/api/sessions/" + session + "/commands" + query).expect(200);
  }

  private static Answer acknowledge(String command, String json) {
    return hub.post("/api/commands/" + command + "/ack", json);
  }

  private static String commandId(Answer issued) {
    return issued.expect(201).at("/commandId").asText();
  }
}

package dev.signalbox.agents.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.connect.PluginRun.Received;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenCode's plugin under the machine's own Node. */
@Timeout(60)
final class OpenCodePluginIT {
  private static final String STARTED =
      """
      {"id":"evt_1","type":"session.created","properties":{"sessionID":"ses_1",\
      "info":{"id":"ses_1","version":"1.18.33"}}}\
      """;
  private static final String IDLE =
      "{\"id\":\"evt_9\",\"type\":\"session.idle\",\"properties\":{\"sessionID\":\"ses_1\"}}";
  private static final String ENDED = "server.instance.disposed";

  @TempDir private Path folder;
  private PluginRun opencode;

  @BeforeEach
  void open() throws IOException {
    opencode = new PluginRun(folder);
  }

  @AfterEach
  void close() {
    opencode.close();
  }

  @Test
  void sendsEventsInOrder_withWhoAndWhen_andTheEnd() throws Exception {
    Path token = folder.resolve(".local/state/signalbox/token");
    Files.createDirectories(token);
    String key = opencode.hub().toString().replaceAll("[^A-Za-z0-9.-]", "_");
    Files.writeString(token.resolve(key), "Authorization: Bearer sb_1\n");
    assertThat(opencode.run(opencode.hub(), Map.of("USER", "ana"), STARTED, IDLE)).isEmpty();
    assertThat(opencode.received)
        .extracting(it -> type(it.body()))
        .containsExactly("session.created", "session.idle", ENDED);
    Received first = opencode.received.getFirst();
    assertThat(first.path()).isEqualTo("/api/hooks/opencode");
    assertThat(first.body()).isEqualTo(STARTED);
    assertThat(first.header("X-Signalbox-User")).isEqualTo("ana");
    assertThat(first.header("X-Signalbox-Id")).isEqualTo("evt_1");
    assertThat(first.header("X-Signalbox-Agent-Version")).isEqualTo("1.18.33");
    assertThat(first.header("X-Signalbox-Time")).matches("\\d{10}(\\.\\d{1,3})?");
    assertThat(first.header("X-Signalbox-Host")).isNotBlank();
    assertThat(first.header("Authorization")).isEqualTo("Bearer sb_1");
    assertThat(first.header("X-Signalbox-Pid")).matches("\\d+");
    if (Files.isReadable(Path.of("/proc/self/stat"))) {
      assertThat(first.header("X-Signalbox-Born")).matches("\\d+");
      assertThat(first.header("X-Signalbox-Boot")).matches("[0-9a-f-]{36}");
    }
    assertThat(opencode.kept()).isEmpty();
  }

  @Test
  void saysOnceWhatOpenCodeRepeats_andNothingOfItself() throws Exception {
    opencode.run(
        opencode.hub(),
        Map.of(),
        "{\"type\":\"plugin.added\",\"properties\":{\"id\":\"x\"}}",
        "{\"type\":\"message.part.delta\",\"properties\":{\"delta\":\"Al\"}}",
        tool("running", ""),
        tool("running", "12"),
        tool("running", "12 passed"),
        tool("completed", "12 passed"),
        "{\"type\":\"something.new\"}");
    assertThat(opencode.received)
        .extracting(it -> Json.read(it.body(), ObjectNode.class))
        .extracting(
            it -> it.path("type").asText() + it.at("/properties/part/state/status").asText())
        .containsExactly(
            "message.part.updatedrunning", "message.part.updatedcompleted", "something.new", ENDED);
  }

  @Test
  void saysWhoseSubagentItIs_andThatOnlyItsParentEnds() throws Exception {
    opencode.run(
        opencode.hub(),
        Map.of(),
        """
        {"type":"session.created","properties":{"sessionID":"ses_2","info":{"id":"ses_2",\
        "parentID":"ses_1"}}}\
        """,
        "{\"type\":\"session.idle\",\"properties\":{\"sessionID\":\"ses_2\"}}",
        IDLE);
    assertThat(opencode.received)
        .extracting(it -> Json.read(it.body(), ObjectNode.class))
        .extracting(it -> it.at("/properties/sessionID").asText() + it.path("parentID").asText())
        .containsExactly("ses_2ses_1", "ses_2ses_1", "ses_1", "ses_1");
  }

  @Test
  void handsOverToTheScript_inOrder_whenTheHubIsAway() throws Exception {
    URI away;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      away = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    assertThat(opencode.run(away, Map.of(), STARTED, IDLE)).isEmpty();
    assertThat(opencode.kept()).hasSize(3).allMatch(it -> it.startsWith("opencode " + away + " {"));
    assertThat(opencode.kept().get(0)).endsWith(STARTED);
    assertThat(opencode.kept().get(1)).endsWith(IDLE);
    assertThat(opencode.kept().get(2)).contains(ENDED);
  }

  @Test
  void leavesToTheScriptWhatNotEveryRuntimeWritesIntoAHeader() throws Exception {
    assertThat(opencode.run(opencode.hub(), Map.of("USER", "José"), STARTED, IDLE)).isEmpty();
    assertThat(opencode.received).isEmpty();
    assertThat(opencode.kept()).hasSize(3);
    assertThat(opencode.kept().getFirst()).endsWith(STARTED);
  }

  @Test
  void aHubThatNeverAnswersDoesNotHoldOpenCodeUp() throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI hub = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      assertThat(opencode.run(hub, Map.of(), STARTED, IDLE)).isEmpty();
      assertThat(opencode.kept()).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 401, 429})
  void keepsWhatTheHubCannotTakeNow(int status) throws Exception {
    opencode.answer(status);
    opencode.run(opencode.hub(), Map.of(), STARTED);
    assertThat(opencode.kept()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 422})
  void doesNotKeepWhatTheHubWillNeverTake(int status) throws Exception {
    opencode.answer(status);
    opencode.run(opencode.hub(), Map.of(), STARTED);
    assertThat(opencode.kept()).isEmpty();
  }

  @Test
  void isSilent_whenItsUserWantsThat() throws Exception {
    opencode.run(opencode.hub(), Map.of("SIGNALBOX_OFF", "1"), STARTED);
    assertThat(opencode.received).isEmpty();
    assertThat(opencode.kept()).isEmpty();
  }

  private static String tool(String status, String output) {
    return """
    {"type":"message.part.updated","properties":{"sessionID":"ses_1","part":{"id":"prt_1",\
    "type":"tool","state":{"status":"%s","metadata":{"output":"%s"}}}}}\
    """
        .formatted(status, output);
  }

  private static String type(String body) {
    return Json.read(body, ObjectNode.class).path("type").asText();
  }
}

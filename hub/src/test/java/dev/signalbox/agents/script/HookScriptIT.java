package dev.signalbox.agents.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agents.script.StandInHub.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hook's script under the machine's own {@code sh}, with its real curl. */
@Timeout(60)
final class HookScriptIT {
  private static final String PAYLOAD =
      "{\"hook_event_name\":\"PreToolUse\",\"tool\":\"$(id) 'ü'\"}";

  /** The agent waits for some hooks; a slow machine gets some slack, a waiting script does not. */
  private static final Duration AT_ONCE = Duration.ofSeconds(3);

  @TempDir private Path folder;
  private StandInHub hub;
  private ScriptRun script;

  @BeforeEach
  void open() throws IOException {
    hub = new StandInHub();
    script = new ScriptRun(folder, hub.url());
  }

  @AfterEach
  void close() {
    hub.close();
    script.close();
  }

  @Test
  void succeeds_whenStandardErrorIsClosed() throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 2>&-", "closed"));
    command.addAll(script.command());
    Process process = script.builder(Map.of(), command).start();
    ScriptRun.feed(process, "{\"session_id\":\"s1\",\"hook_event_name\":\"Stop\"}");
    assertThat(process.waitFor()).isZero();
    assertThat(hub.received().header("X-Signalbox-Id")).isNotEmpty();
  }

  @Test
  void sendsThePayload_withWhoWhereAndWhen() throws Exception {
    var environment = Map.of("USER", "José", "AI_AGENT", "claude-code_2-1-332_harness");
    assertThat(script.run(PAYLOAD, environment)).isEmpty();
    Received received = hub.received();
    assertThat(received.path()).isEqualTo("/api/hooks/claude-code");
    assertThat(received.body()).isEqualTo(PAYLOAD);
    assertThat(received.header("Content-Type")).isEqualTo("application/json");
    assertThat(received.header("X-Signalbox-User")).isEqualTo("José");
    assertThat(received.header("X-Signalbox-Agent-Version")).isEqualTo("2.1.332");
    assertThat(received.header("X-Signalbox-Host")).isNotBlank();
    assertThat(received.header("X-Signalbox-Platform")).isIn("Linux", "Darwin");
    assertThat(received.header("X-Signalbox-Time")).matches("\\d{10}(?:\\.\\d{9})?");
    assertThat(received.header("X-Signalbox-Branch")).isEmpty();
    assertThat(received.header("X-Signalbox-Repository")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          url = git@github.com:acme/shop-api.git         | shop-api
          url = https://ana:secret@git.example/x/shop/   | shop
          url=/srv/git/shop.git                          | shop
          fetch = nothing                                | work tree
          """)
  void namesTheRepositoryByItsOrigin_elseByItsDirectory(String line, String name) throws Exception {
    repository(script.directory().resolve(".git"), "[remote \"origin\"]\n\t" + line);
    script.run(PAYLOAD);
    Received received = hub.received();
    assertThat(received.header("X-Signalbox-Repository")).isEqualTo(name);
    assertThat(received.header("X-Signalbox-Branch")).isEqualTo("feature/x");
  }

  @Test
  void namesTheMainRepositoryInAWorktree() throws Exception {
    Path main = folder.resolve("main/shop/.git");
    repository(main, "[remote \"other\"]\n\turl = git@github.com:acme/other.git");
    Path linked = Files.createDirectories(main.resolve("worktrees/fix"));
    Files.writeString(linked.resolve("HEAD"), "6d1f0c2a9b7e4c8e9a642d7f1b90c3aa51c0ffee\n");
    Files.writeString(linked.resolve("commondir"), "../..\n");
    Files.writeString(script.directory().resolve(".git"), "gitdir: " + linked + "\n");
    script.run(PAYLOAD);
    Received received = hub.received();
    assertThat(received.header("X-Signalbox-Repository")).isEqualTo("shop");
    assertThat(received.header("X-Signalbox-Branch")).isEqualTo("6d1f0c2a");
  }

  @ParameterizedTest
  @CsvSource({"PostToolUse, claude-opus-5-5", "Stop, claude-opus-5-5", "PreToolUse, ''"})
  void readsTheModelOfTheLastAnswer(String event, String model) throws Exception {
    Path transcript = folder.resolve("transcript.jsonl");
    Files.writeString(
        transcript,
        """
        {"type":"assistant","message":{"id":"m1","role":"assistant","model":"claude-haiku-5","content":[]}}
        {"type":"assistant","message":{"model":"claude-opus-5-5","id":"m2","content":[{"type":"tool_use","input":{"model":"sonnet"}}]}}
        {"type":"assistant","message":{"model":"<synthetic>","id":"m3","content":[]}}
        {"type":"user","message":{"role":"user","content":"\\"model\\":\\"gpt\\""}}
        """);
    script.run(
        "{\"transcript_path\":\"%s\",\"hook_event_name\":\"%s\"}".formatted(transcript, event));
    assertThat(hub.received().header("X-Signalbox-Model")).isEqualTo(model);
  }

  @Test
  void sendsALargePayloadWhole() throws Exception {
    String large =
        "{\"hook_event_name\":\"PostToolUse\",\"x\":\"" + "ab\\n".repeat(500_000) + "\"}";
    script.run(large);
    assertThat(hub.received().body()).isEqualTo(large);
  }

  @Test
  void saysNothingWhenItIsSwitchedOff() throws Exception {
    assertThat(script.run("{\"a\":1}", Map.of("SIGNALBOX_OFF", "1"))).isEmpty();
    assertThat(script.run("")).isEmpty();
    script.run(PAYLOAD);
    assertThat(hub.received().body()).isEqualTo(PAYLOAD);
  }

  @Test
  void isSilentAndDoneAtOnce_withoutAHub() throws Exception {
    hub.goAway();
    long start = System.nanoTime();
    assertThat(script.run(PAYLOAD)).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
    script.spool().await("a drainer", () -> script.spool().drainer().isPresent());
  }

  @Test
  void takesThePayloadFromAnArgument() throws Exception {
    assertThat(script.runWithArgument(PAYLOAD)).isEmpty();
    assertThat(hub.received().body()).isEqualTo(PAYLOAD);
  }

  @Test
  void showsTheTokenFromItsFile() throws Exception {
    Path token = script.spool().token();
    Files.createDirectories(token.getParent());
    Files.writeString(token, "Authorization: Bearer s3cret\n");
    script.run(PAYLOAD);
    assertThat(hub.received().header("Authorization")).isEqualTo("Bearer s3cret");
  }

  /** Agents start their hooks through a shell, often one in another. */
  @ParameterizedTest
  @ValueSource(strings = {"exec \"$@\"", "\"$@\" || true", "sh -c '\"$@\"; true' sh \"$@\""})
  void namesTheAgentsProcess(String line) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", line, "sh"));
    command.addAll(script.command());
    Process hook = script.builder(Map.of(), command).start();
    ScriptRun.feed(hook, PAYLOAD);
    Received received = hub.received();
    assertThat(received.header("X-Signalbox-Pid"))
        .isEqualTo(Long.toString(ProcessHandle.current().pid()));
    assertThat(received.header("X-Signalbox-Boot")).isNotBlank();
  }

  @Test
  void isSentAlthoughTheAgentEndsItsHooks() throws Exception {
    Process hook = script.start(Map.of());
    while (hook.children().findAny().isEmpty()) {
      // It reads its input once it has a child; until then it may not have set its trap.
      assertThat(hook.isAlive()).isTrue();
      Thread.onSpinWait();
    }
    assertThat(hook.toHandle().destroy()).isTrue();
    ScriptRun.feed(hook, PAYLOAD);
    assertThat(hook.waitFor()).isZero();
    assertThat(hub.received().body()).isEqualTo(PAYLOAD);
  }

  private static void repository(Path git, String config) throws IOException {
    Files.createDirectories(git);
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/feature/x\n");
    Files.writeString(
        git.resolve("config"),
        "[core]\n\turl = no\n" + config + "\n[branch \"main\"]\n\turl = no\n");
  }
}

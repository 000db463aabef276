package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Config;
import dev.signalbox.Hub;
import dev.signalbox.cli.connect.Surroundings;
import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.session.Liveness;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectCommandIT {
  private static final String THEIRS = "{\n  \"model\": \"opus\"\n}\n";

  @TempDir private Path folder;
  private Path home;
  private Path settings;
  private String noHub;

  @BeforeEach
  void prepare() throws IOException {
    home = Files.createDirectories(folder.resolve("home"));
    settings = home.resolve(".claude/settings.json");
    Files.createDirectories(home.resolve(".claude"));
    Files.writeString(settings, THEIRS);
    try (var socket = new ServerSocket(0)) {
      noHub = "http://127.0.0.1:" + socket.getLocalPort();
    }
  }

  @Test
  void showsTheDifference_asks_andConnects() {
    Typed typed = answering("\n", "connect", "claude-code", "--url", noHub);
    assertThat(typed.exitCode()).isZero();
    assertThat(typed.out())
        .contains("--- ~/.claude/settings.json\n+++ ~/.claude/settings.json\n")
        .contains("+    \"SessionStart\": [{ \"hooks\": [{ \"type\": \"command\"")
        .contains("(add ~/.claude/hooks/signalbox.sh)")
        .contains("Apply? [Y/n] ")
        .contains("Connected: Claude Code of this user reports to " + noHub)
        .contains("There is no hub at " + noHub + " yet: run signalbox serve");
    assertThat(settings).content().contains(noHub).contains("\"model\": \"opus\"");
  }

  @Test
  void changesNothing_whenTheAnswerIsNo() {
    Typed typed = answering("n\n", "connect", "claude-code", "--url", noHub);
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.lines()).last().isEqualTo("Apply? [Y/n] Nothing was changed.");
    assertThat(answering("", "connect", "claude-code", "--url", noHub).exitCode()).isEqualTo(1);
    assertThat(settings).hasContent(THEIRS);
  }

  @Test
  void onlyPrints_whenAskedTo() {
    Typed typed = typed("connect", "claude-code", "--print", "--url", noHub);
    assertThat(typed.exitCode()).isZero();
    assertThat(typed.out()).contains("+#!/bin/sh").doesNotContain("Connected");
    assertThat(settings).hasContent(THEIRS);
  }

  @Test
  void promptsWaitForTheHub_whereSomebodyWantsThat() {
    Typed typed = typed("connect", "codex", "--hold", "1m30s", "--yes", "--url", noHub);
    assertThat(typed.exitCode()).isZero();
    assertThat(typed.out()).contains("prompts wait 90 s for an answer from the hub");
    assertThat(home.resolve(".codex/hooks.json")).content().contains(noHub + " hold 90 || true");
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-cli, 30s, with codex or qwen-code only",
    "codex, 11m, at most 10m",
    "codex, soon, expected a time like 90s",
  })
  void whatCannotBeHeldIsRefused(String agent, String time, String reason) {
    Typed typed = typed("connect", agent, "--hold", time, "--yes", "--url", noHub);
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains(reason);
  }

  @Test
  void needsYes_withoutATerminal() {
    Typed typed = typed("connect", "claude-code", "--url", noHub);
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("Expected --yes").contains("--print");
    assertThat(settings).hasContent(THEIRS);
  }

  @Test
  void connectsAndDisconnects_andSaysSoWhenThereIsNothingToDo() {
    assertThat(typed("disconnect", "claude-code", "--yes").out())
        .isEqualTo("Claude Code of this user is not connected. Nothing to change.\n");
    typed("connect", "claude-code", "--yes", "--url", noHub);
    assertThat(typed("connect", "claude-code", "--yes", "--url", noHub).out())
        .startsWith("Claude Code of this user already reports to " + noHub + ".");
    assertThat(typed("disconnect", "claude-code", "-y").lines())
        .last()
        .isEqualTo("Disconnected: Claude Code of this user no longer reports.");
    assertThat(settings).hasContent(THEIRS);
  }

  @Test
  void saysThatOnlyOursWasTakenOut_whenTheSettingsChangedSince() throws IOException {
    typed("connect", "claude-code", "--yes", "--url", noHub);
    Files.writeString(settings, Files.readString(settings).replace("opus", "sonnet"));
    assertThat(typed("disconnect", "claude-code", "--yes").lines())
        .last()
        .isEqualTo("The settings have changed since, so only what is ours was taken out.");
    assertThat(settings).hasContent("{\n  \"model\": \"sonnet\"\n}\n");
  }

  @Test
  void takesBackWhatItMade_andNothingElse() throws IOException {
    Path project = folder.resolve("work");
    typed("connect", "claude-code", "--project", "--yes", "--url", noHub);
    assertThat(typed("disconnect", "claude-code", "--project", "--yes").lines())
        .last()
        .isEqualTo("Disconnected: Claude Code in this directory no longer reports.");
    assertThat(project.resolve(".claude")).doesNotExist();
    Files.createDirectories(project.resolve(".claude/commands"));
    typed("connect", "claude-code", "--project", "--yes", "--url", noHub);
    typed("disconnect", "claude-code", "--project", "--yes");
    assertThat(project.resolve(".claude")).isDirectoryNotContaining("glob:**settings*");
  }

  @Test
  void waitsForASession_onlyWhereThereCanBeOne() {
    Typed negative = typed("connect", "claude-code", "--wait=-2", "--url", noHub);
    assertThat(negative.exitCode()).isEqualTo(2);
    assertThat(negative.err()).contains("Expected --wait of 0 seconds or more, but got -2");
    Typed nobody = typed("connect", "claude-code", "--yes", "--wait", "2", "--url", noHub);
    assertThat(nobody.exitCode()).isEqualTo(1);
  }

  @Test
  void connectsAProject_andTellsWhenTheUserIsConnectedToo() {
    typed("connect", "claude-code", "--yes", "--url", noHub);
    Typed typed = typed("connect", "claude-code", "--project", "--yes", "--url", noHub);
    assertThat(typed.out())
        .contains("Claude Code in this directory reports to " + noHub)
        .contains("The user's own settings report to " + noHub + " too");
    assertThat(folder.resolve("work/.claude/settings.json"))
        .content()
        .contains("\\\"$CLAUDE_PROJECT_DIR\\\"/.claude/hooks/signalbox.sh claude-code " + noHub);
    assertThat(folder.resolve("work/.claude/hooks/signalbox.sh")).isExecutable();
  }

  @Test
  void refusesWhatItCannotRead_andWarnsWhenNoHookRuns() throws IOException {
    Files.writeString(settings, "{ // mine\n}");
    Typed typed = typed("connect", "claude-code", "--yes", "--url", noHub);
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.err()).contains("without comments").contains(settings.toString());
    Files.writeString(settings, "{ \"disableAllHooks\": true }");
    assertThat(typed("connect", "claude-code", "--yes", "--url", noHub).out())
        .contains("disableAllHooks is true");
  }

  @Test
  void saysWhatIsNext_whenTheHubRuns_andWaitsNoLongerThanTold() {
    var config =
        new Config("127.0.0.1", 0, folder.resolve("data"), Config.Auth.NONE, Liveness.LEASE);
    try (Hub hub = Hub.start(config)) {
      assertThat(typed("connect", "claude-code", "--yes", "--url", hub.url()).lines())
          .last()
          .isEqualTo("Start claude in any directory, and open " + hub.url());
      Typed skipping = answering("\n\n", "disconnect", "claude-code", "--yes");
      assertThat(skipping.exitCode()).isZero();
      Typed skipped = answering("\n\n", "connect", "claude-code", "--url", hub.url());
      assertThat(skipped.exitCode()).isZero();
      assertThat(skipped.lines()).last().isEqualTo("Not waited for.");
      Typed waiting = typed("connect", "claude-code", "--wait", "1", "--url", hub.url());
      assertThat(waiting.exitCode()).isEqualTo(1);
      assertThat(waiting.lines()).last().isEqualTo("No session has reported in 1 s.");
    }
  }

  @Test
  void keepsATokenOutOfSettings_andOutOfSight() throws IOException {
    Typed typed =
        typed(
            Terminal.Kind.PLAIN,
            "sb_secret\n",
            "connect",
            "claude-code",
            "--yes",
            "--token",
            "-",
            "--url",
            noHub);
    assertThat(typed.exitCode()).isZero();
    assertThat(typed.out()).contains("(add ~/.local/state/signalbox/token/http___127.0.0.1_");
    assertThat(typed.out() + typed.err()).doesNotContain("sb_secret");
    assertThat(settings).content().doesNotContain("sb_secret");
    try (Stream<Path> files = Files.list(home.resolve(".local/state/signalbox/token"))) {
      assertThat(files.findFirst())
          .get()
          .satisfies(file -> assertThat(file).hasContent("Authorization: Bearer sb_secret\n"));
    }
    assertThat(typed("connect", "codex", "--yes", "--token", "-", "--url", noHub).err())
        .contains("Expected a token on the input");
  }

  @Test
  void tellsWhatIsHere_andWhereItReports() throws IOException {
    install("codex", "codex-cli 0.169.0");
    install("gemini", "hello");
    typed("connect", "codex", "--yes", "--url", noHub);
    typed("connect", "cursor", "--project", "--yes", "--url", noHub);
    Files.writeString(settings, "{ // mine\n}");
    assertThat(typed("connect").lines().stream().map(it -> it.replaceAll(" +", " ")))
        .contains(
            "codex 0.169.0 " + noHub,
            "gemini-cli ? -",
            "opencode not found -",
            "cursor not found " + noHub + ", in this directory",
            "To connect one: signalbox connect AGENT; all: signalbox connect --all")
        .anyMatch(line -> line.startsWith("claude-code not found ? Expected JSON without comments"))
        .isEqualTo(
            typed("disconnect").lines().stream()
                .map(it -> it.replaceAll(" +", " ").replace("disconnect", "connect"))
                .toList());
  }

  @Test
  void connectsAllThatAreHere_andDisconnectsThem() throws IOException {
    install("claude", "2.1.332 (Claude Code)");
    install("codex", "codex-cli 0.169.0");
    install("opencode", "0.0.1");
    Typed connected = typed("connect", "--all", "--yes", "--url", noHub);
    assertThat(connected.exitCode()).isEqualTo(1);
    assertThat(connected.out())
        .contains("Connected: Claude Code of this user reports to " + noHub)
        .contains("Connected: Codex of this user reports to " + noHub)
        .contains("type /hooks")
        .contains("Expected OpenCode 1.1.16 or later, but opencode is 0.0.1")
        .contains("Not found on this machine: Gemini CLI, Copilot CLI, Qwen Code, Cursor.");
    assertThat(home.resolve(".config")).doesNotExist();
    assertThat(typed("connect", "--all", "--print", "--url", noHub).out())
        .contains("Codex of this user already reports");
    Typed disconnected = typed("disconnect", "--all", "--yes");
    assertThat(disconnected.exitCode()).isZero();
    assertThat(disconnected.out())
        .contains("Disconnected: Claude Code of this user")
        .contains("Disconnected: Codex of this user");
    assertThat(settings).hasContent(THEIRS);
    assertThat(typed("disconnect", "--all", "--yes").out())
        .isEqualTo("No agent of this user is connected. Nothing to change.\n");
  }

  private void install(String command, String version) throws IOException {
    Path file = folder.resolve("bin").resolve(command);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\necho '" + version + "'\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Typed typed(String... words) {
    return typed(Terminal.Kind.PLAIN, "", words);
  }

  private Typed answering(String answer, String... words) {
    return typed(Terminal.Kind.SCREEN, answer, words);
  }

  private Typed typed(Terminal.Kind kind, String answer, String... words) {
    var input = new BufferedReader(new StringReader(answer));
    String path = folder.resolve("bin").toString();
    var around =
        new Surroundings(
            name -> name.equals("PATH") ? path : null, home, folder.resolve("work"), input);
    return Typed.in(around, kind, words);
  }
}

package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.connect.Surroundings;
import dev.signalbox.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of a project, beside those of its user. */
final class ConnectProjectIT {
  /** Nobody is there: connecting needs no hub. */
  private static final String HUB = "http://127.0.0.1:1";

  private static final String THEIRS = "{\n  \"model\": \"opus\"\n}\n";

  @TempDir private Path folder;
  private Path home;
  private Path project;
  private Path settings;

  @BeforeEach
  void prepare() throws IOException {
    home = folder.resolve("home");
    project = Files.createDirectories(folder.resolve("work"));
    settings = home.resolve(".claude/settings.json");
    Files.createDirectories(settings.getParent());
    Files.writeString(settings, THEIRS);
  }

  @Test
  void tellsThatBothReport_whicheverCameFirst() {
    connect(project, "claude-code", "--project");
    assertThat(connect(project, "claude-code").out())
        .contains("The settings in this directory report to " + HUB + " too");
    assertThat(connect(project, "claude-code", "--project").out())
        .contains("The user's own settings report to " + HUB + " too");
    assertThat(connect(home, "claude-code").out()).doesNotContain(" too");
  }

  @Test
  void refusesTheDirectoryOfTheUsersOwnSettings_andListsThemOnce() throws IOException {
    Typed typed = connect(home, "claude-code", "--project");
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.err()).contains("Expected --project in the directory of a project");
    assertThat(settings).hasContent(THEIRS);
    connect(home, "claude-code");
    assertThat(typed(home, "connect").lines()).isEqualTo(typed(project, "connect").lines());
  }

  @Test
  void leavesNoFolderBehind() throws IOException {
    for (String agent : new String[] {"claude-code", "codex", "opencode"}) {
      connect(project, agent, "--project");
    }
    assertThat(project).isNotEmptyDirectory();
    assertThat(typed(project, "disconnect", "--all", "--project", "--yes").exitCode()).isZero();
    assertThat(project).isEmptyDirectory();
  }

  @Test
  void takesNoPasswordIntoSettings() {
    Typed typed =
        typed(project, "connect", "claude-code", "--yes", "--url", "http://ana:secret@127.0.0.1");
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err())
        .contains("Expected --url without a name and a password")
        .doesNotContain("secret");
    assertThat(settings).hasContent(THEIRS);
  }

  private Typed connect(Path directory, String agent, String... more) {
    String[] words = {"connect", agent, "--yes", "--url", HUB};
    String[] all = new String[words.length + more.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return typed(directory, all);
  }

  private Typed typed(Path directory, String... words) {
    var input = new BufferedReader(new StringReader(""));
    var around = new Surroundings(name -> null, home, directory, input);
    return Typed.in(around, Terminal.Kind.PLAIN, words);
  }
}

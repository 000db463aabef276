package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
  @Test
  void showsTheHelp_withoutACommand() {
    Typed typed = Typed.command();
    assertThat(typed.exitCode()).isZero();
    assertThat(typed.out()).startsWith("Usage: signalbox").containsPattern("serve +Run the hub\\.");
    assertThat(typed.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"serve", "connect", "disconnect", "sessions", "watch", "ask", "demo", "rebuild"})
  void everyCommandHasHelpAndVersion(String command) {
    assertThat(Typed.command(command, "--help").out()).startsWith("Usage: signalbox " + command);
    assertThat(Typed.command(command, "--version").out()).matches("signalbox \\d+\\.\\d+\\S*\\R");
  }

  @ParameterizedTest
  @CsvSource({
    "srve, There is no command srve. Did you mean serve?",
    "blah, There is no command blah",
    "version, There is no command version. Did you mean --version?",
  })
  void suggestsACommand(String typed, String said) {
    Typed run = Typed.command(typed);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).containsExactly("signalbox: " + said, "Try 'signalbox --help'.");
  }

  @Test
  void suggestsAnAgent() {
    assertThat(Typed.command("connect", "cursr").err().lines())
        .first()
        .isEqualTo("signalbox: There is no agent cursr. Did you mean cursor?");
    assertThat(Typed.command("connect", "claude").err().lines())
        .first()
        .isEqualTo("signalbox: There is no agent claude. Did you mean claude-code?");
  }

  @Test
  void namesTheAgents_whenNoneIsNear() {
    assertThat(Typed.command("disconnect", "nonsense").err().lines())
        .first()
        .isEqualTo(
            "signalbox: There is no agent nonsense; there is claude-code, codex, gemini-cli,"
                + " opencode, copilot-cli, qwen-code, cursor");
  }

  @Test
  void helpsWithACommand() {
    assertThat(Typed.command("help", "serve").out()).startsWith("Usage: signalbox serve");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "--prot, There is no option --prot. Did you mean --port?",
        "--prt=3, There is no option --prt=3. Did you mean --port?",
        "--nothing-like-it, There is no option --nothing-like-it",
        "more, Did not expect 'more' here",
        "--port=x, `Expected --port as an integer, but got 'x'`",
        "--auth=some, `Expected --auth as one of none, token, but got 'some'`",
        "--port=70000, `Expected --port 0 to 65535, but got 70000`",
        "--lease=0, `Expected --lease of at least 1 s, but got 0`",
        "--data-dir=, `Expected --data-dir or SIGNALBOX_DATA_DIR as a directory, but got an empty text`",
      })
  void saysWhatIsWrongWithAnOption(String option, String said) {
    Typed run = Typed.command("serve", option);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines())
        .containsExactly("signalbox: " + said, "Try 'signalbox serve --help'.");
  }
}

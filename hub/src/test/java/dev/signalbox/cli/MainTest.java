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
  @ValueSource(strings = {"serve", "connect", "disconnect", "sessions", "watch", "demo", "rebuild"})
  void everyCommandHasHelpAndVersion(String command) {
    assertThat(Typed.command(command, "--help").out()).startsWith("Usage: signalbox " + command);
    assertThat(Typed.command(command, "--version").out()).matches("signalbox \\d+\\.\\d+\\S*\\R");
  }

  @ParameterizedTest
  @CsvSource({
    "srve, There is no command srve. Did you mean serve?",
    "blah, There is no command blah",
  })
  void suggestsACommand(String typed, String said) {
    Typed run = Typed.command(typed);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).containsExactly("signalbox: " + said, "Try 'signalbox --help'.");
  }

  @ParameterizedTest
  @CsvSource({
    "--prot, There is no option --prot. Did you mean --port?",
    "--prt=3, There is no option --prt=3. Did you mean --port?",
    "--nothing-like-it, There is no option --nothing-like-it",
    "more, Did not expect 'more' here",
    "--port=x, Invalid value for option '--port': 'x' is not an int",
  })
  void saysWhatIsWrongWithAnOption(String option, String said) {
    Typed run = Typed.command("serve", option);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines())
        .containsExactly("signalbox: " + said, "Try 'signalbox serve --help'.");
  }
}

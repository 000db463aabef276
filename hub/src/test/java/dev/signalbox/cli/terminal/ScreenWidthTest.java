package dev.signalbox.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScreenWidthTest {
  @ParameterizedTest
  @CsvSource({"echo 24 132, 132", "echo 0 0, 0", "echo, 0", "echo standard input, 0", "no-such, 0"})
  void readsTheColumnsThatSttySays(String command, int columns) {
    assertThat(ScreenWidth.ask(new ProcessBuilder(command.split(" ")))).isEqualTo(columns);
  }

  @Test
  void doesNotWaitForATerminalThatDoesNotAnswer() {
    assertTimeout(
        Duration.ofSeconds(10),
        () -> assertThat(ScreenWidth.ask(new ProcessBuilder("sleep", "60"))).isZero());
  }
}

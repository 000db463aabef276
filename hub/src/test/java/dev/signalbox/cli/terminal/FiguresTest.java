package dev.signalbox.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "-5, 0s",
    "8999, 8s",
    "59999, 59s",
    "240000, 4m",
    "7500000, 2h 05m",
    "273600000, 3d 4h"
  })
  void saysSinceWhen(long millis, String text) {
    assertThat(Figures.span(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0ms",
    "40, 40ms",
    "3240, 3.2s",
    "41500, 42s",
    "130000, 2m 10s",
    "7500000, 2h 05m"
  })
  void saysHowLongSomethingTook(long millis, String text) {
    assertThat(Figures.took(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "840, 840", "12400, 12.4k", "2000, 2k", "234567, 235k", "3100000, 3.1M"})
  void shortensCounts(long count, String text) {
    assertThat(Figures.count(count)).isEqualTo(text);
  }

  @Test
  void writesMoneyAndExactNumbers() {
    assertThat(Figures.dollars(0.041)).isEqualTo("$0.04");
    assertThat(Figures.dollars(1234.5)).isEqualTo("$1235");
    assertThat(Figures.exact(1_234_567)).isEqualTo("1,234,567");
  }
}

package dev.signalbox.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DisplayWidthTest {
  @ParameterizedTest
  @CsvSource({"abc, 3", "日本, 4", "é, 1", "e\u0301, 1", "◆ ✓, 3", "🚀, 2", "한글, 4"})
  void countsColumns(String text, int columns) {
    assertThat(DisplayWidth.of(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef, 6, abcdef",
    "abcdef, 5, abcd…",
    "日本語, 6, 日本語",
    "日本語, 5, 日本…",
    "日本語, 4, 日…",
    "🚀🚀, 3, 🚀…",
    "ab, 1, …",
  })
  void cutsToColumns(String text, int columns, String cut) {
    assertThat(DisplayWidth.cut(text, columns)).isEqualTo(cut);
    assertThat(DisplayWidth.of(cut)).isLessThanOrEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({"ab, 4, 'ab  '", "日, 4, '日  '", "abcde, 4, abcde"})
  void padsToColumns(String text, int columns, String padded) {
    assertThat(DisplayWidth.pad(text, columns)).isEqualTo(padded);
  }
}

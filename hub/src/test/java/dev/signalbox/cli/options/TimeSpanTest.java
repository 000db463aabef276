package dev.signalbox.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class TimeSpanTest {
  private final TimeSpan converter = new TimeSpan();

  @ParameterizedTest
  @CsvSource({"90s, 90", "10m, 600", "1h30m, 5400", "2d, 172800", "0s, 0", "1d1h1m1s, 90061"})
  void convert_addsItsParts(String text, long seconds) {
    assertThat(converter.convert(text)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "m", "-1s", "1.5h", "30m1h", "10 m", "9999999s", "soon"})
  void convert_refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("expected a time like 90s, 10m or 1h30m, but got '" + text + "'");
  }
}

package dev.signalbox.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PaceTest {
  @ParameterizedTest
  @CsvSource({"0, 500", "1, 1000", "3, 4000", "5, 15000", "1000000, 15000"})
  void waitsLongerWithEachFailure_betweenHalfAndWhole(int failures, long ceilingMillis) {
    RandomGenerator lowest = () -> 0;
    RandomGenerator highest = () -> -1;
    assertThat(Pace.STANDARD.delay(failures, lowest))
        .isEqualTo(Duration.ofMillis(ceilingMillis / 2));
    assertThat(Pace.STANDARD.delay(failures, highest)).isEqualTo(Duration.ofMillis(ceilingMillis));
  }
}

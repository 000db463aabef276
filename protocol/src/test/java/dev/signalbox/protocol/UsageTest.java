package dev.signalbox.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UsageTest {
  @Test
  void plus_addsEachNumber() {
    assertThat(new Usage(1, 2, 3, 4, 0.5).plus(new Usage(10, 20, 30, 40, 0.25)))
        .isEqualTo(new Usage(11, 22, 33, 44, 0.75));
  }

  @Test
  void plus_staysAtTheLargestNumber() {
    long max = Long.MAX_VALUE;
    var most = new Usage(max, max, max, max, Double.MAX_VALUE);
    assertThat(most.plus(most)).isEqualTo(most);
    assertThat(most.plus(Usage.NONE)).isEqualTo(most);
    assertThat(Usage.NONE.plus(most)).isEqualTo(most);
  }
}

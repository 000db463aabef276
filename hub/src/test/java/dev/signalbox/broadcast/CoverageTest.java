package dev.signalbox.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private final Coverage coverage = new Coverage();

  @Test
  void begin_coversWhatFollowsUntilTheEnd() {
    coverage.begin("s1", 10);
    assertThat(covered("s1")).containsExactlyElementsOf(range(11, 40));
    coverage.end("s1", 20);
    assertThat(covered("s1")).containsExactlyElementsOf(range(11, 20));
    assertThat(covered("s2")).isEmpty();
  }

  @Test
  void beginAgain_keepsWhatWasCoveredBefore() {
    coverage.begin("s1", 5);
    coverage.end("s1", 8);
    coverage.begin("s1", 15);
    coverage.end("s1", 18);
    coverage.begin("s1", 30);
    assertThat(covered("s1"))
        .containsExactly(
            6L, 7L, 8L, 16L, 17L, 18L, 31L, 32L, 33L, 34L, 35L, 36L, 37L, 38L, 39L, 40L);
  }

  @Test
  void add_joinsSpansThatTouch() {
    coverage.begin("s1", 20);
    coverage.add("s1", 5, 10);
    assertThat(covered("s1")).doesNotContain(11L, 20L);
    coverage.add("s1", 5, 20);
    coverage.end("s1", 25);
    assertThat(covered("s1")).containsExactlyElementsOf(range(6, 25));
  }

  @Test
  void all_coversEverySession() {
    coverage.begin(Filter.ALL, 10);
    coverage.end(Filter.ALL, 12);
    assertThat(covered("anything")).containsExactly(11L, 12L);
  }

  @Test
  void end_ofAnUnknownSession_changesNothing() {
    coverage.end("s1", 10);
    assertThat(covered("s1")).isEmpty();
  }

  @Test
  void end_beyondTheLimit_forgetsOnlyWhatHasEnded() {
    coverage.begin("open", 0);
    for (int i = 0; i <= Coverage.SPANS_MAX; i++) {
      coverage.begin("s" + i, 10);
      coverage.end("s" + i, 20);
    }
    assertThat(coverage.contains("s0", 15)).isFalse();
    assertThat(coverage.contains("open", 15)).isTrue();
  }

  private List<Long> covered(String sessionId) {
    return range(1, 40).stream().filter(it -> coverage.contains(sessionId, it)).toList();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}

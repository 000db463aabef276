package dev.signalbox.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TimeOrderedIdTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123Z");

  @Test
  void isAUuidOfVersion7_andMayNameASession() {
    for (int i = 0; i < 1_000; i++) {
      UUID id = UUID.fromString(TimeOrderedId.next(NOW));
      assertThat(id.version()).isEqualTo(7);
      assertThat(id.variant()).isEqualTo(2);
      assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
      assertThat(Event.sessionId(id.toString())).isEqualTo(id.toString());
    }
  }

  @Test
  void sortsByTime() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 1_000; i++) {
      ids.add(TimeOrderedId.next(NOW.plusMillis(i)));
    }
    assertThat(ids).isSorted();
  }

  @Test
  void isAnotherOneEachTime() {
    var ids = new HashSet<String>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(TimeOrderedId.next(NOW));
    }
    assertThat(ids).hasSize(10_000);
  }
}

package dev.signalbox.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilterTest {
  private static final Outgoing WHOLE = new Outgoing("event", null, new byte[2]);
  private static final Outgoing REDUCED = new Outgoing("event", null, new byte[1]);

  @Test
  void pick_isWholeForSubscribersAndTheLobbysFormForOthers() {
    Filter filter = Filter.LOBBY.plus("s1");
    assertThat(filter.pick(Frame.forEverybody(1, "s1", WHOLE, REDUCED))).isSameAs(WHOLE);
    assertThat(filter.pick(Frame.forEverybody(1, "s2", WHOLE, REDUCED))).isSameAs(REDUCED);
    assertThat(filter.pick(Frame.forEverybody(1, "s2", WHOLE))).isSameAs(WHOLE);
    assertThat(filter.pick(Frame.forSubscribers(1, "s1", WHOLE))).isSameAs(WHOLE);
    assertThat(filter.pick(Frame.forSubscribers(1, "s2", WHOLE))).isNull();
    assertThat(filter.pick(Frame.tombstone(1))).isNull();
  }

  @Test
  void plusAndMinus_areOpposite() {
    Filter filter = Filter.LOBBY.plus("s1").plus(Filter.ALL);
    assertThat(filter.wants("s2")).isTrue();
    assertThat(filter.minus(Filter.ALL).wants("s2")).isFalse();
    assertThat(filter.minus(Filter.ALL).wants("s1")).isTrue();
    assertThat(filter.minus(Filter.ALL).minus("s1")).isEqualTo(Filter.LOBBY);
    assertThat(Filter.LOBBY.minus("s1")).isEqualTo(Filter.LOBBY);
  }

  @Test
  void hasRoomFor_aThousandSessionsAndAlwaysForAll() {
    Set<String> ids =
        IntStream.range(0, Filter.SESSIONS_MAX).mapToObj(i -> "s" + i).collect(Collectors.toSet());
    Filter full = new Filter(true, ids, false);
    assertThat(full.hasRoomFor("one-more")).isFalse();
    assertThat(full.hasRoomFor("s7")).isTrue();
    assertThat(full.hasRoomFor(Filter.ALL)).isTrue();
    assertThat(full.minus("s7").hasRoomFor("one-more")).isTrue();
  }
}

package dev.signalbox.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TailTest {
  private static final int MANY = 1_000;
  private static final int MANY_BYTES = 1_000_000;

  @Test
  void after_hasWhatWasAddedSince() {
    var tail = new Tail(10, MANY_BYTES);
    tail.add(frames("s1", 11, 13));
    tail.add(frames("s1", 14, 14));
    assertThat(sequences(tail, 12)).hasValue(List.of(13L, 14L));
    assertThat(sequences(tail, 14)).hasValue(List.of());
    assertThat(sequences(tail, 10)).hasValue(List.of(11L, 12L, 13L, 14L));
    assertThat(tail.last()).isEqualTo(14);
  }

  @Test
  void after_beforeItsBeginning_isForTheStore() {
    var tail = new Tail(10, MANY_BYTES);
    assertThat(sequences(tail, 9)).isEmpty();
    assertThat(sequences(tail, 10)).hasValue(List.of());
  }

  @Test
  void after_isLimitedInFramesAndBytes() {
    var tail = new Tail(0, MANY_BYTES);
    tail.add(frames("s1", 1, 20));
    int frameBytes = frame("s1", 1).bytes();
    assertThat(tail.after(0, 7, MANY_BYTES).orElseThrow()).hasSize(7);
    assertThat(tail.after(0, MANY, 3 * frameBytes).orElseThrow()).hasSize(3);
    assertThat(tail.after(0, MANY, 1).orElseThrow()).hasSize(1);
  }

  @Test
  void add_beyondItsBytes_dropsTheOldestButNeverTheNewest() {
    int frameBytes = frame("s1", 1).bytes();
    var tail = new Tail(0, 3L * frameBytes);
    tail.add(frames("s1", 1, 10));
    assertThat(sequences(tail, 6)).isEmpty();
    assertThat(sequences(tail, 7)).hasValue(List.of(8L, 9L, 10L));
    var tiny = new Tail(0, 1);
    tiny.add(frames("s1", 1, 10));
    assertThat(sequences(tiny, 9)).hasValue(List.of(10L));
  }

  @Test
  void add_summariesCountAsLongAsTheyAreKept() {
    Outgoing summary = message(1_000);
    var tail = new Tail(0, 10 * (frame("s1", 1).bytes() + 1_000L));
    for (long sequence = 1; sequence <= 20; sequence++) {
      tail.add(List.of(frame("s" + sequence, sequence, summary)));
    }
    assertThat(sequences(tail, 9)).isEmpty();
    assertThat(sequences(tail, 10).orElseThrow()).hasSize(10);
    for (long sequence = 21; sequence <= 40; sequence++) {
      tail.add(List.of(frame("s20", sequence, summary)));
    }
    assertThat(sequences(tail, 20)).as("only the newest has a summary").isPresent();
  }

  @Test
  void add_newerSummaryOfASession_takesTheOlderAway() {
    var tail = new Tail(0, MANY_BYTES);
    Frame older = frame("s1", 1, message(10));
    Frame other = frame("s2", 2, message(10));
    Frame newer = frame("s1", 3, message(10));
    tail.add(List.of(older, other));
    tail.add(List.of(newer));
    assertThat(older.summary()).isNull();
    assertThat(other.summary()).isNotNull();
    assertThat(newer.summary()).isNotNull();
  }

  @Test
  void add_afterAHole_beginsAnew() {
    var tail = new Tail(0, MANY_BYTES);
    tail.add(frames("s1", 1, 5));
    tail.add(frames("s1", 8, 9));
    assertThat(sequences(tail, 5)).isEmpty();
    assertThat(sequences(tail, 6)).isEmpty();
    assertThat(sequences(tail, 7)).hasValue(List.of(8L, 9L));
  }

  @Test
  void forget_emptiesASessionsFramesButKeepsTheirPlaces() {
    var tail = new Tail(0, MANY_BYTES);
    tail.add(List.of(frame("s1", 1), frame("s2", 2), frame("s1", 3, message(10)), frame("s1", 4)));
    tail.forget("s1", 4);
    List<Frame> frames = tail.after(0, MANY, MANY_BYTES).orElseThrow();
    assertThat(frames).extracting(Frame::sequence).containsExactly(1L, 2L, 3L, 4L);
    assertThat(frames)
        .extracting(frame -> frame.event() != null)
        .containsExactly(false, true, false, true);
    assertThat(frames).allMatch(frame -> frame.summary() == null);
  }

  private static Optional<List<Long>> sequences(Tail tail, long after) {
    return tail.after(after, MANY, MANY_BYTES)
        .map(frames -> frames.stream().map(Frame::sequence).toList());
  }

  private static List<Frame> frames(String sessionId, long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(it -> frame(sessionId, it)).toList();
  }

  private static Frame frame(String sessionId, long sequence) {
    return frame(sessionId, sequence, null);
  }

  private static Frame frame(String sessionId, long sequence, @Nullable Outgoing summary) {
    Frame frame = Frame.forSubscribers(sequence, sessionId, message(100));
    frame.summary(summary);
    return frame;
  }

  private static Outgoing message(int bytes) {
    return new Outgoing("event", null, new byte[bytes]);
  }
}

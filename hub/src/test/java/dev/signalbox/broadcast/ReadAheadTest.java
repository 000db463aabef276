package dev.signalbox.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private static final long HEAD = 1_000;

  private final List<Asked> asked = new ArrayList<>();
  private final ReadAhead ahead = new ReadAhead(this::ask);

  /** What the store was asked for, and its answer to be. */
  private record Asked(long after, int bytes, CompletableFuture<List<Frame>> answer) {
    void answerUpTo(long sequence) {
      answer.complete(
          LongStream.rangeClosed(after + 1, sequence).mapToObj(Frame::tombstone).toList());
    }
  }

  private CompletableFuture<List<Frame>> ask(long after, int bytes) {
    var question = new Asked(after, bytes, new CompletableFuture<>());
    asked.add(question);
    return question.answer();
  }

  private static long first(Stretch stretch, long after) {
    return stretch.after(after).getFirst().sequence();
  }

  @Test
  void read_byManyFromOnePlace_asksTheStoreOnce() {
    CompletableFuture<Stretch> one = ahead.read(10);
    CompletableFuture<Stretch> other = ahead.read(10);
    asked.getFirst().answerUpTo(20);

    assertThat(asked).hasSize(1);
    assertThat(one.join()).isSameAs(other.join());
  }

  @Test
  void ready_insideOfWhatWasRead_beginsAfterTheCursor() {
    var _ = ahead.read(10);
    asked.getFirst().answerUpTo(20);

    assertThat(ahead.ready(10, HEAD).map(it -> first(it, 10))).contains(11L);
    assertThat(ahead.ready(13, HEAD).map(it -> first(it, 13))).contains(14L);
    assertThat(ahead.ready(9, HEAD)).isEmpty();
    assertThat(ahead.ready(20, HEAD)).isEmpty();
  }

  @Test
  void ready_inTheSecondHalf_readsTheNextPartOnce() {
    var _ = ahead.read(10);
    asked.getFirst().answerUpTo(20);

    var _ = ahead.ready(11, HEAD);
    assertThat(asked).hasSize(1);
    var _ = ahead.ready(18, HEAD);
    var _ = ahead.ready(19, HEAD);
    assertThat(asked).hasSize(2);
    assertThat(asked.getLast().after()).isEqualTo(20);
  }

  @Test
  void ready_whereTheLogEnds_readsNothingAhead() {
    var _ = ahead.read(10);
    asked.getFirst().answerUpTo(20);

    assertThat(ahead.ready(19, 20)).isPresent();
    assertThat(asked).hasSize(1);
  }

  @Test
  void read_whereAReadEnded_asksForMore() {
    var _ = ahead.read(10);
    asked.getFirst().answerUpTo(20);
    var _ = ahead.read(20);
    var _ = ahead.read(50);

    assertThat(asked.get(1).bytes()).isGreaterThan(asked.get(0).bytes());
    assertThat(asked.get(2).bytes()).isEqualTo(asked.get(0).bytes());
  }

  @Test
  void forget_leavesNothing_alsoOfAReadUnderWay() {
    var _ = ahead.read(10);
    asked.getFirst().answerUpTo(20);
    CompletableFuture<Stretch> late = ahead.read(30);
    ahead.forget();
    asked.getLast().answerUpTo(40);

    assertThat(late.join().upTo()).isEqualTo(40);
    assertThat(ahead.ready(10, HEAD)).isEmpty();
    assertThat(ahead.ready(30, HEAD)).isEmpty();
  }

  @Test
  void read_afterOneThatFailed_asksAgain() {
    CompletableFuture<Stretch> failed = ahead.read(10);
    asked.getFirst().answer().completeExceptionally(new IllegalStateException("disk"));
    var _ = ahead.read(10);

    assertThat(failed).isCompletedExceptionally();
    assertThat(asked).hasSize(2);
  }

  @Test
  void keepsOnlyTheNewestReads() {
    for (int i = 0; i < 100; i++) {
      var _ = ahead.read(i * 10L);
      asked.getLast().answerUpTo(i * 10L + 10);
    }

    assertThat(ahead.ready(0, HEAD)).isEmpty();
    assertThat(ahead.ready(990, HEAD)).isPresent();
  }
}

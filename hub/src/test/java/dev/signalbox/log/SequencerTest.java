package dev.signalbox.log;

import static dev.signalbox.log.Facts.NOW;
import static dev.signalbox.log.Facts.message;
import static dev.signalbox.log.Facts.named;
import static dev.signalbox.log.Facts.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.log.AppendResult.Appended;
import dev.signalbox.log.AppendResult.Duplicate;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Group commit, limits and the end of the sequencer. */
final class SequencerTest {
  @TempDir private Path folder;
  private SqliteLogFile file;
  private WatchedLog log;
  private Sequencer sequencer;

  @BeforeEach
  void open() throws SQLException {
    file = new SqliteLogFile(folder);
    log = new WatchedLog(file.log());
    sequencer = start();
  }

  @AfterEach
  void close() {
    sequencer.close();
    file.close();
  }

  @Test
  void manyCallersShareACommit_andHearOfItAfterwards() throws InterruptedException {
    WatchedLog.Hold hold = log.hold();
    var first = sequencer.append(message("s1", "first"));
    hold.awaitCommit();
    List<CompletableFuture<AppendResult>> others = appendMany(100);
    assertThat(first).isNotDone();
    assertThat(others).noneMatch(CompletableFuture::isDone);
    hold.release();
    assertThat(first.join()).isEqualTo(new Appended(1));
    assertThat(others.getLast().join()).isEqualTo(new Appended(101));
    assertThat(log.commits()).isEqualTo(2);
  }

  @Test
  void eventsOfOneCall_areOneTransaction_withAResultEach() {
    var results =
        sequencer.append(List.of(named("s1", "e1"), message("s2", "b"), named("s1", "e1"))).join();
    assertThat(results).containsExactly(new Appended(1), new Appended(2), new Duplicate(1));
    assertThat(log.commits()).isEqualTo(1);
  }

  @Test
  void anEventIdTwiceInOneBatch_hasOneSequence() throws InterruptedException {
    WatchedLog.Hold hold = holdOneCommit();
    var once = sequencer.append(named("s1", "e1"));
    var again = sequencer.append(named("s1", "e1"));
    hold.release();
    assertThat(once.join()).isEqualTo(new Appended(2));
    assertThat(again.join()).isEqualTo(new Duplicate(2));
    assertThat(log.commits()).isEqualTo(2);
  }

  @Test
  void aBatchHasItsLimit() throws InterruptedException {
    WatchedLog.Hold hold = holdOneCommit();
    var others = appendMany(Sequencer.BATCH_MAX + 1);
    hold.release();
    others.getLast().join();
    assertThat(log.commits()).isEqualTo(3);
  }

  @Test
  void aFullQueue_refusesAtOnce_andKeepsWhatItHas() throws InterruptedException {
    WatchedLog.Hold hold = holdOneCommit();
    var accepted = appendMany(Sequencer.QUEUE_MAX);
    assertThat(sequencer.queued()).isEqualTo(Sequencer.QUEUE_MAX);
    assertOverloaded(sequencer.append(message("s1", "one too many")));
    hold.release();
    assertThat(accepted.getLast().join()).isEqualTo(new Appended(Sequencer.QUEUE_MAX + 1));
    assertThat(sequencer.append(message("s1", "again")).join()).isInstanceOf(Appended.class);
  }

  @Test
  void aQueueWithTooManyBytes_refusesAtOnce_andTakesMoreLater() throws InterruptedException {
    WatchedLog.Hold hold = holdOneCommit();
    var large = message("s1", "x".repeat(8 * 1024 * 1024 - 1_000));
    List<CompletableFuture<AppendResult>> accepted = new ArrayList<>();
    for (int i = 0; i < Sequencer.QUEUE_BYTES_MAX / (8 * 1024 * 1024); i++) {
      accepted.add(sequencer.append(large));
    }
    assertThat(accepted).noneMatch(CompletableFuture::isDone);
    assertOverloaded(sequencer.append(large));
    assertOverloaded(sequencer.append(List.of(large, large)).thenApply(List::getFirst));
    hold.release();
    assertThat(accepted).allMatch(it -> it.join() instanceof Appended);
    assertThat(sequencer.append(large).join()).isInstanceOf(Appended.class);
  }

  @Test
  void close_writesWhatWasAccepted_andRefusesWhatComesLater() throws InterruptedException {
    WatchedLog.Hold hold = log.hold();
    var first = sequencer.append(message("s1", "first"));
    hold.awaitCommit();
    var others = appendMany(10);
    var closing = CompletableFuture.runAsync(sequencer::close);
    appendUntilClosed(sequencer, new ArrayList<>());
    hold.release();
    closing.join();
    assertThat(first).isCompletedWithValue(new Appended(1));
    assertThat(others).allMatch(CompletableFuture::isDone);
    assertThat(stored()).containsExactlyElementsOf(LongStream.rangeClosed(1, 11).boxed().toList());
    assertThat(hold.isInterrupted()).as("interrupted in its commit").isFalse();
  }

  @Test
  void whateverMeetsTheClosing_isAnswered() throws Exception {
    for (int round = 0; round < 200; round++) {
      Sequencer closed = start();
      var answers = new ConcurrentLinkedQueue<CompletableFuture<List<AppendResult>>>();
      var asking = CompletableFuture.runAsync(() -> appendUntilClosed(closed, answers));
      closed.close();
      asking.get(30, TimeUnit.SECONDS);
      for (CompletableFuture<List<AppendResult>> answer : answers) {
        answer.handle((results, fault) -> 0).get(30, TimeUnit.SECONDS);
      }
    }
  }

  /** One event is being committed, and held there: whatever comes now waits for its turn. */
  private WatchedLog.Hold holdOneCommit() throws InterruptedException {
    WatchedLog.Hold hold = log.hold();
    var _ = sequencer.append(message("s1", "first"));
    hold.awaitCommit();
    return hold;
  }

  @Test
  void aProposalThatChoosesAmongCandidates_storesThoseAlone() throws SQLException {
    var unwanted = message("s1", "unwanted");
    var wanted = message("s1", "wanted");
    var results = sequencer.append(List.of(unwanted, wanted), () -> List.of(wanted)).join();
    assertThat(results).containsExactly(new Appended(1));
    assertThat(Facts.text(log.read(0, 10, 10_000).join()))
        .contains("wanted")
        .doesNotContain("unwanted");
  }

  private Sequencer start() {
    return new Sequencer(log, new AdmitAll(), new CommitListeners(), InstantSource.fixed(NOW));
  }

  private List<CompletableFuture<AppendResult>> appendMany(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> sequencer.append(message("s1", "m" + i)))
        .toList();
  }

  /** Asks for what changes nothing until the sequencer says that it closes. */
  private static void appendUntilClosed(
      Sequencer sequencer, Collection<CompletableFuture<List<AppendResult>>> answers) {
    CompletableFuture<List<AppendResult>> last;
    do {
      last = sequencer.append(() -> List.of());
      answers.add(last);
    } while (!isRefusedByClosing(last));
  }

  private static boolean isRefusedByClosing(CompletableFuture<?> answer) {
    return answer.isCompletedExceptionally()
        && answer.exceptionNow() instanceof StoreUnavailableException fault
        && fault.code().equals("closing");
  }

  private static void assertOverloaded(CompletableFuture<AppendResult> refused) {
    assertThat(refused).isCompletedExceptionally();
    assertThatThrownBy(refused::join)
        .cause()
        .isInstanceOfSatisfying(
            StoreUnavailableException.class,
            it -> {
              assertThat(it.code()).isEqualTo("overloaded");
              assertThat(it.retryAfter().toSeconds()).isPositive();
              assertThat(it).hasMessageContaining("Expected at most " + Sequencer.QUEUE_MAX);
            });
  }

  private List<Long> stored() {
    return sequences(file.log().read(0, 100_000, Integer.MAX_VALUE).join());
  }
}

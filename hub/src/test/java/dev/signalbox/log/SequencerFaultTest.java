package dev.signalbox.log;

import static dev.signalbox.log.Facts.NOW;
import static dev.signalbox.log.Facts.message;
import static dev.signalbox.log.Facts.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.log.AppendResult.Appended;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Bad events, a store that cannot be written, listeners that throw, and mistakes of our own. */
final class SequencerFaultTest {
  @TempDir private Path folder;
  private final CommitListeners listeners = new CommitListeners();
  private final Fragile projection = new Fragile();
  private SqliteLogFile file;
  private WatchedLog log;
  private Sequencer sequencer;

  @BeforeEach
  void open() throws SQLException {
    file = new SqliteLogFile(folder);
    log = new WatchedLog(file.log());
    sequencer = new Sequencer(log, projection, listeners, InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() {
    sequencer.close();
    file.close();
  }

  @Test
  void badEventsInABatch_failAlone_andTheirNeighboursAreStored() throws InterruptedException {
    WatchedLog.Hold hold = holdOneCommit();
    var answers =
        Stream.of("good", "bug", "good", "overflow", "constraint", "good", "invalid", "good")
            .map(word -> sequencer.append(Fragile.event(word)))
            .toList();
    hold.release();
    assertThat(answers.get(0).join()).isEqualTo(new Appended(2));
    assertThatThrownBy(answers.get(1)::join).hasRootCauseInstanceOf(IllegalStateException.class);
    assertThat(answers.get(2).join()).isEqualTo(new Appended(3));
    assertThatThrownBy(answers.get(3)::join).hasRootCauseInstanceOf(StackOverflowError.class);
    assertThatThrownBy(answers.get(4)::join).hasRootCauseInstanceOf(SQLiteException.class);
    assertThat(answers.get(5).join()).isEqualTo(new Appended(4));
    assertThatThrownBy(answers.get(6)::join).hasRootCauseInstanceOf(InvalidEventException.class);
    assertThat(answers.get(7).join()).isEqualTo(new Appended(5));
    assertThat(stored()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(sequencer.outage()).isEmpty();
  }

  @Test
  void aRefusedProposal_storesNothing_andItsNeighboursAreStored() throws InterruptedException {
    WatchedLog.Hold hold = holdOneCommit();
    var refused =
        sequencer.append(() -> {
          throw RefusedException.unknownSession("s9");
        });
    var neighbour = sequencer.append(message("s1", "second"));
    hold.release();
    assertThatThrownBy(refused::join).hasCauseInstanceOf(RefusedException.class);
    assertThat(neighbour.join()).isEqualTo(new Appended(2));
    assertThat(log.commits()).isEqualTo(2);
  }

  @Test
  void aProposalWithABadEvent_storesNoneOfItsEvents_andItsNeighboursAreStored()
      throws InterruptedException {
    WatchedLog.Hold hold = holdOneCommit();
    var before = sequencer.append(message("s1", "before"));
    var partly =
        sequencer.append(
            List.of(Fragile.event("good"), Fragile.event("invalid"), Fragile.event("good")));
    var after = sequencer.append(message("s1", "after"));
    hold.release();
    assertThatThrownBy(partly::join).hasCauseInstanceOf(InvalidEventException.class);
    assertThat(before.join()).isEqualTo(new Appended(2));
    assertThat(after.join()).isEqualTo(new Appended(3));
    assertThat(stored()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void anOutage_failsTheWholeBatchAtOnce_andIsReported() throws InterruptedException {
    WatchedLog.Hold hold = holdOneCommit();
    List<CompletableFuture<AppendResult>> batch =
        Stream.of("a", "b", "c").map(text -> sequencer.append(message("s1", text))).toList();
    log.fail(full());
    hold.release();
    batch.forEach(SequencerFaultTest::assertOutage);
    assertThat(sequencer.outage()).hasValueSatisfying(it -> assertThat(it).contains("full"));
    assertThat(stored()).containsExactly(1L);
  }

  @Test
  void aCommitThatFails_isAnOutage_whateverTheReason() {
    log.failCommits(new SQLException("Nobody knows"));
    log.failProbes(full());
    var batch = sequencer.append(List.of(message("s1", "a"), message("s1", "b")));
    assertThatThrownBy(batch::join).hasCauseInstanceOf(StoreUnavailableException.class);
    assertThat(sequencer.outage()).isPresent();
    assertThat(stored()).isEmpty();
    log.healWrites();
    assertThat(sequencer.append(message("s1", "c")).join()).isEqualTo(new Appended(1));
  }

  @Test
  void anOutageEnds_whenAProbeSucceeds_thoughNobodyWrites() throws InterruptedException {
    log.fail(full());
    assertOutage(sequencer.append(message("s1", "a")));
    log.healWrites();
    log.healProbes();
    log.awaitProbe();
    // Its turn comes after the one that probed.
    sequencer.append(() -> List.of()).join();
    assertThat(sequencer.outage()).isEmpty();
  }

  @Test
  void anOutageEnds_withAWriteThatSucceeds_andNotWithOneThatStoresNothing() {
    log.fail(full());
    assertOutage(sequencer.append(message("s1", "a")));
    log.healWrites();
    sequencer.append(() -> List.of()).join();
    assertThat(sequencer.outage()).isPresent();
    assertThat(sequencer.append(message("s1", "b")).join()).isEqualTo(new Appended(1));
    assertThat(sequencer.outage()).isEmpty();
  }

  @Test
  void close_duringAnOutage_refusesWhatWaits() throws InterruptedException {
    WatchedLog.Hold hold = holdOneCommit();
    List<CompletableFuture<AppendResult>> waiting = new ArrayList<>();
    for (int i = 0; i < 3 * Sequencer.BATCH_MAX; i++) {
      waiting.add(sequencer.append(message("s1", "m" + i)));
    }
    log.fail(full());
    var closing = CompletableFuture.runAsync(sequencer::close);
    hold.release();
    closing.join();
    assertThat(waiting).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(stored()).containsExactly(1L);
  }

  @Test
  void aListenerThatThrows_changesNothing_andIsCounted() {
    List<Long> told = new ArrayList<>();
    listeners.add(events -> {
      throw new IllegalStateException("Meant to fail");
    });
    listeners.add(events -> {
      throw new OutOfMemoryError("Meant to fail: no direct memory");
    });
    listeners.add(events -> told.addAll(sequences(events)));
    assertThat(sequencer.append(message("s1", "a")).join()).isEqualTo(new Appended(1));
    assertThat(sequencer.append(message("s1", "b")).join()).isEqualTo(new Appended(2));
    assertThat(told).containsExactly(1L, 2L);
    assertThat(listeners.failures()).isEqualTo(4);
    assertThat(stored()).containsExactly(1L, 2L);
  }

  @Test
  void aMistakeAfterTheCommit_storesNothingTwice_andTheThreadGoesOn() {
    projection.failAfterCommit = true;
    var answer = sequencer.append(message("s1", "a"));
    assertThatThrownBy(answer::join).hasRootCauseInstanceOf(AssertionError.class);
    projection.failAfterCommit = false;
    assertThat(sequencer.append(message("s1", "b")).join()).isEqualTo(new Appended(2));
    assertThat(stored()).containsExactly(1L, 2L);
  }

  @Test
  void aProbeThatThrowsSomethingUnexpected_doesNotEndTheThread() throws InterruptedException {
    log.fail(full());
    assertOutage(sequencer.append(message("s1", "a")));
    log.failProbes(new IllegalStateException("Meant to fail"));
    log.healWrites();
    assertThat(sequencer.append(message("s1", "b")).join()).isEqualTo(new Appended(1));
  }

  /** One event is being committed, and held there: whatever comes now waits for its turn. */
  private WatchedLog.Hold holdOneCommit() throws InterruptedException {
    WatchedLog.Hold hold = log.hold();
    var _ = sequencer.append(message("s1", "first"));
    hold.awaitCommit();
    return hold;
  }

  private static void assertOutage(CompletableFuture<?> answer) {
    assertThatThrownBy(answer::join)
        .cause()
        .isInstanceOfSatisfying(
            StoreUnavailableException.class,
            it -> assertThat(it.code()).isEqualTo("store-unavailable"));
  }

  private static SQLException full() {
    return new SQLiteException("The disk is full", SQLiteErrorCode.SQLITE_FULL);
  }

  private List<Long> stored() {
    return sequences(file.log().read(0, 100_000, Integer.MAX_VALUE).join());
  }

  /** Fails for events whose text asks for it. */
  private static final class Fragile extends AdmitAll {
    private volatile boolean failAfterCommit;

    static Event event(String word) {
      return Event.of("test:said", "s1", NOW, Json.object().put("word", word));
    }

    @Override
    public List<Event> admit(Event event, long sequence, Instant receivedAt) throws SQLException {
      if (word(event).equals("invalid")) {
        throw new InvalidEventException("word", "invalid", "Meant to be refused");
      }
      return super.admit(event, sequence, receivedAt);
    }

    @Override
    public void apply(LoggedEvent logged) throws SQLException {
      switch (word(logged.event())) {
        case "bug" -> throw new IllegalStateException("Meant to fail");
        case "overflow" -> throw new StackOverflowError("Meant to fail");
        case "constraint" ->
            throw new SQLiteException("Meant to fail", SQLiteErrorCode.SQLITE_CONSTRAINT);
        default -> {}
      }
    }

    @Override
    public void committed() {
      if (failAfterCommit) {
        throw new AssertionError("Meant to fail");
      }
    }

    private static String word(Event event) {
      return event.body().path("word").asText();
    }
  }
}

package dev.signalbox.log;

import static dev.signalbox.log.Facts.NOW;
import static dev.signalbox.log.Facts.deleted;
import static dev.signalbox.log.Facts.insert;
import static dev.signalbox.log.Facts.message;
import static dev.signalbox.log.Facts.named;
import static dev.signalbox.log.Facts.sequences;
import static dev.signalbox.log.Facts.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.signalbox.log.AppendResult.Appended;
import dev.signalbox.log.AppendResult.Duplicate;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Position;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every log does, whatever database it is in: a new store only subclasses this. */
abstract class EventLogContract {
  private static final int NO_LIMIT = 1_000_000;

  private OpenLog store;
  EventLog log;

  /** Opens this test's log: a new one at first, later the same one again. */
  abstract OpenLog open() throws SQLException;

  @BeforeEach
  final void openLog() throws SQLException {
    store = open();
    log = store.log();
  }

  @AfterEach
  final void closeLog() {
    store.close();
  }

  private void reopen() throws SQLException {
    closeLog();
    openLog();
  }

  @Test
  void aNewLogIsEmpty_andHasAnEpoch() {
    assertThat(log.head().sequence()).isZero();
    assertThat(log.head().epoch()).isNotEmpty();
    assertThat(read(0)).isEmpty();
  }

  @Test
  void numbersEventsFromOne_withoutHoles_acrossTransactions() throws SQLException {
    append(message("s1", "a"), message("s2", "b"));
    append(message("s1", "c"));
    assertThat(sequences(read(0))).containsExactly(1L, 2L, 3L);
    assertThat(read(0)).extracting(StoredEvent::sessionId).containsExactly("s1", "s2", "s1");
    assertThat(log.head().sequence()).isEqualTo(3);
  }

  @Test
  void read_returnsTheBytesThatWereInserted() throws SQLException {
    Event event = message("s1", "Grüße \uD83D\uDE80 \"quoted\"\n\\u0000 \u0001");
    append(event);
    StoredEvent stored = read(0).getFirst();
    assertThat(stored.json()).isEqualTo(Json.bytes(event.body()));
    assertThat(stored.type()).isEqualTo("message:user");
    assertThat(stored.receivedAt()).isEqualTo(NOW);
    assertThat(stored.isTombstone()).isFalse();
  }

  @Test
  void read_startsAfterTheGivenSequence() throws SQLException {
    append(message("s1", "a"), message("s1", "b"), message("s1", "c"));
    assertThat(sequences(read(1))).containsExactly(2L, 3L);
    assertThat(read(3)).isEmpty();
    assertThat(read(99)).isEmpty();
  }

  @Test
  void read_stopsAtTheLimitOfEvents() throws SQLException {
    append(message("s1", "a"), message("s1", "b"), message("s1", "c"));
    assertThat(sequences(log.read(0, 2, NO_LIMIT).join())).containsExactly(1L, 2L);
  }

  @Test
  void read_stopsAtTheLimitOfBytes_butReturnsAtLeastOne() throws SQLException {
    append(message("s1", "a"), message("s1", "b"), message("s1", "c"));
    int size = Json.bytes(message("s1", "a").body()).length;
    assertThat(sequences(log.read(0, NO_LIMIT, 1).join())).containsExactly(1L);
    assertThat(sequences(log.read(0, NO_LIMIT, size).join())).containsExactly(1L);
    assertThat(sequences(log.read(0, NO_LIMIT, size + 1).join())).containsExactly(1L, 2L);
  }

  @Test
  void readOfASession_goesBackwardsFromTheEnd_orForwardsFromASequence() throws SQLException {
    append(message("s1", "a"), message("s2", "b"), message("s1", "c"), message("s1", "d"));
    assertThat(sequences(readSession(null, null, 9))).containsExactly(4L, 3L, 1L);
    assertThat(sequences(readSession(null, 4L, 9))).containsExactly(3L, 1L);
    assertThat(sequences(readSession(0L, null, 2))).containsExactly(1L, 3L);
    assertThat(sequences(readSession(1L, 4L, 9))).containsExactly(3L);
  }

  @Test
  void readOfASession_isLimitedInBytes() throws SQLException {
    String large = "x".repeat(SessionRange.BYTES_MAX / 2);
    append(message("s1", large), message("s1", large), message("s1", "c"));
    assertThat(sequences(readSession(0L, null, 9))).containsExactly(1L, 2L);
    assertThat(sequences(readSession(2L, null, 9))).containsExactly(3L);
  }

  @Test
  void readOfASession_picksTypes() throws SQLException {
    append(message("s1", "a"), Event.of("tool:odd", "s1", NOW, Json.object()));
    var range = new SessionRange("s1", 0L, null, List.of("tool:odd", "no:such"), 9);
    assertThat(sequences(log.read(range).join())).containsExactly(2L);
  }

  @Test
  void forget_leavesTombstonesUnderTheirSequences() throws SQLException {
    append(message("s1", "secret"), message("s2", "stays"), message("s1", "secret"));
    try (EventLog.Transaction transaction = log.begin()) {
      insert(transaction, 4, deleted("s1"));
      transaction.forget("s1", 4);
      transaction.commit();
    }
    assertThat(sequences(read(0))).containsExactly(1L, 2L, 3L, 4L);
    assertThat(read(0))
        .extracting(StoredEvent::isTombstone)
        .containsExactly(true, false, true, false);
    assertThat(text(read(0))).contains("stays").doesNotContain("secret");
    assertThat(sequences(readSession(0L, null, 9))).containsExactly(4L);
  }

  @Test
  void find_knowsAnEventIdWithinItsSession_untilItIsForgotten() throws SQLException {
    append(named("s1", "e1"));
    try (EventLog.Transaction transaction = log.begin()) {
      assertThat(transaction.find("s1", "e1")).hasValue(1);
      assertThat(transaction.find("s2", "e1")).isEmpty();
      assertThat(transaction.find("s1", "e2")).isEmpty();
      transaction.forget("s1", 2);
      assertThat(transaction.find("s1", "e1")).isEmpty();
    }
  }

  @Test
  void aTransactionThatIsNotCommitted_leavesNothing() throws SQLException {
    append(message("s1", "a"));
    try (EventLog.Transaction transaction = log.begin()) {
      insert(transaction, 2, message("s1", "b"));
    }
    assertThat(sequences(read(0))).containsExactly(1L);
    assertThat(log.head().sequence()).isEqualTo(1);
    append(message("s1", "c"));
    assertThat(sequences(read(0))).containsExactly(1L, 2L);
    assertThat(text(read(0))).contains("\"c\"").doesNotContain("\"b\"");
  }

  @Test
  void readersSeeNothingOfATransactionUnderWay() throws SQLException {
    append(message("s1", "a"));
    try (EventLog.Transaction transaction = log.begin()) {
      insert(transaction, 2, message("s1", "b"));
      assertThat(sequences(read(0))).containsExactly(1L);
      assertThat(log.head().sequence()).isEqualTo(1);
      transaction.commit();
      assertThat(log.head().sequence()).isEqualTo(2);
    }
    assertThat(sequences(read(0))).containsExactly(1L, 2L);
  }

  @Test
  void aReader_neverPassesASequenceThatCommitsLater() {
    int writers = 4;
    int total = 400;
    try (var sequencer = sequencer()) {
      List<CompletableFuture<Void>> writing =
          IntStream.range(0, writers)
              .mapToObj(writer ->
                  CompletableFuture.runAsync(() -> write(sequencer, writer, total / writers)))
              .toList();
      List<Long> polled = new ArrayList<>();
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () -> {
            while (polled.size() < total) {
              long after = polled.isEmpty() ? 0 : polled.getLast();
              polled.addAll(sequences(log.read(after, 7, NO_LIMIT).join()));
              long newest = polled.isEmpty() ? 0 : polled.getLast();
              assertThat(newest).isLessThanOrEqualTo(log.visible().sequence());
            }
          });
      assertThat(polled)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, total).boxed().toList());
      writing.forEach(CompletableFuture::join);
    }
  }

  @Test
  void anEventIdSentTwice_hasOneSequence_alsoAfterReopening() throws SQLException {
    try (var sequencer = sequencer()) {
      assertThat(sequencer.append(named("s1", "e1")).join()).isEqualTo(new Appended(1));
      assertThat(sequencer.append(named("s1", "e1")).join()).isEqualTo(new Duplicate(1));
      assertThat(sequencer.append(named("s2", "e1")).join()).isEqualTo(new Appended(2));
    }
    reopen();
    try (var sequencer = sequencer()) {
      assertThat(sequencer.append(named("s1", "e1")).join()).isEqualTo(new Duplicate(1));
      assertThat(sequencer.append(named("s1", "e2")).join()).isEqualTo(new Appended(3));
    }
  }

  @Test
  void afterReopening_epochAndEventsAreTheSame_byteForByte() throws SQLException {
    append(message("s1", "a"), named("s2", "e1"));
    append(message("s1", "\uD83D\uDE80"), message("s3", "x".repeat(100_000)));
    Position head = log.head();
    List<StoredEvent> events = read(0);
    reopen();
    assertThat(log.head()).isEqualTo(head);
    assertThat(read(0)).usingRecursiveFieldByFieldElementComparator().isEqualTo(events);
  }

  @Test
  void aCrashBeforeTheCommit_leavesNothing_andTheSequenceIsUsedAgain() throws SQLException {
    append(message("s1", "a"));
    EventLog.Transaction abandoned = log.begin();
    insert(abandoned, 2, named("s1", "e1"));
    reopen();
    assertThat(sequences(read(0))).containsExactly(1L);
    try (var sequencer = sequencer()) {
      assertThat(sequencer.append(named("s1", "e1")).join()).isEqualTo(new Appended(2));
    }
  }

  @Test
  void aCrashBetweenCommitAndAnswer_keepsTheEvent_andItsRepetitionIsADuplicate()
      throws SQLException {
    EventLog.Transaction unanswered = log.begin();
    insert(unanswered, 1, named("s1", "e1"));
    unanswered.commit();
    reopen();
    try (var sequencer = sequencer()) {
      assertThat(sequencer.append(named("s1", "e1")).join()).isEqualTo(new Duplicate(1));
    }
    assertThat(sequences(read(0))).containsExactly(1L);
  }

  @Test
  void probe_changesNeitherHeadNorEvents() throws SQLException {
    append(message("s1", "a"));
    log.probe(NOW);
    assertThat(log.head().sequence()).isEqualTo(1);
    append(message("s1", "b"));
    assertThat(sequences(read(0))).containsExactly(1L, 2L);
  }

  private void append(Event... events) throws SQLException {
    try (EventLog.Transaction transaction = log.begin()) {
      long sequence = transaction.head();
      for (Event event : events) {
        sequence++;
        insert(transaction, sequence, event);
      }
      transaction.commit();
    }
  }

  private static void write(Sequencer sequencer, int writer, int events) {
    for (int i = 0; i < events; i++) {
      sequencer.append(message("s" + writer, "m" + i)).join();
    }
  }

  private Sequencer sequencer() {
    return new Sequencer(log, new AdmitAll(), new CommitListeners(), InstantSource.fixed(NOW));
  }

  private List<StoredEvent> read(long after) {
    return log.read(after, NO_LIMIT, NO_LIMIT).join();
  }

  private List<StoredEvent> readSession(@Nullable Long after, @Nullable Long before, int limit) {
    return log.read(new SessionRange("s1", after, before, List.of(), limit)).join();
  }
}

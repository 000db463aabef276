package dev.signalbox.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadersTest {
  /** Counts for hours. */
  private static final String ENDLESS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

  @TempDir private Path folder;
  private final AtomicInteger opened = new AtomicInteger();
  private SqliteDatabase database;
  private Readers readers;

  @BeforeEach
  void open() {
    database = new SqliteDatabase(folder.resolve("signalbox.db"));
    database.migrate();
    readers = new Readers(this::openReader);
  }

  @AfterEach
  void close() {
    readers.close();
  }

  @Test
  void anAnswerIsWhatTheQueryReturns_andTheConnectionIsUsedAgain() {
    for (int i = 0; i < 5; i++) {
      assertThat(readers.read(ReadersTest::one).join()).isEqualTo(1);
    }
    assertThat(opened.get()).isLessThanOrEqualTo(Readers.THREADS);
  }

  @Test
  void whatAQueryThrows_reachesItsCaller_andCostsNoConnection() {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> readers.read(handle -> refuse()).join())
          .hasCauseInstanceOf(RefusedException.class);
      assertThatThrownBy(() -> readers.read(handle -> overflow()).join())
          .hasCauseInstanceOf(StackOverflowError.class);
    }
    assertThat(opened.get()).isLessThanOrEqualTo(Readers.THREADS);
  }

  @Test
  void aQueryThatTakesTooLong_isStopped_andOthersGoOn() {
    try (var strict = new Readers(this::openReader, Duration.ofMillis(200))) {
      List<CompletableFuture<Long>> slow =
          List.of(strict.read(ReadersTest::endless), strict.read(ReadersTest::endless));
      var waiting = strict.read(handle -> 1);
      slow.forEach(it -> assertUnavailable(it, "too-slow", "Expected an answer within 200 ms"));
      assertThat(waiting.join()).isEqualTo(1);
    }
  }

  @Test
  void aDatabaseThatCannotBeRead_isUnavailable_untilItCan() {
    assertUnavailable(
        readers.read(handle -> handle.createQuery("SELECT * FROM no_such_table").mapToMap().list()),
        "store-unavailable",
        "no such table");
    assertThat(readers.read(ReadersTest::one).join()).isEqualTo(1);
  }

  @Test
  void aConnectionThatCannotBeOpened_isUnavailable() {
    try (var closed = new Readers(ReadersTest::openNothing)) {
      assertUnavailable(
          closed.read(ReadersTest::one),
          "store-unavailable",
          "The log cannot be read now: No luck");
    }
  }

  @Test
  void eachQuery_seesOneMoment_andLaterOnesSeeMore() throws Exception {
    try (Connection writer = database.openWriter();
        var statement = writer.createStatement()) {
      long before =
          readers
              .read(handle -> {
                long first = sessions(handle);
                statement.execute("INSERT INTO counted VALUES ('s1', 'a')");
                writer.commit();
                assertThat(sessions(handle)).isEqualTo(first);
                return first;
              })
              .join();
      assertThat(readers.read(ReadersTest::sessions).join()).isEqualTo(before + 1);
    }
  }

  @Test
  void tooManyQueries_areRefusedAtOnce() throws InterruptedException {
    var release = new CountDownLatch(1);
    List<CompletableFuture<Integer>> accepted = hold(release, Readers.THREADS);
    for (int i = 0; i < Readers.WAITING_MAX; i++) {
      accepted.add(readers.read(ReadersTest::one));
    }
    assertUnavailable(
        readers.read(ReadersTest::one), "overloaded", "1000 queries wait already; try again");
    release.countDown();
    accepted.forEach(CompletableFuture::join);
  }

  @Test
  void close_stopsWhatRuns_andRefusesWhatWaitsOrComes() throws InterruptedException {
    var begun = new CountDownLatch(Readers.THREADS);
    List<CompletableFuture<Long>> running = new ArrayList<>();
    for (int i = 0; i < Readers.THREADS; i++) {
      running.add(
          readers.read(handle -> {
            begun.countDown();
            return endless(handle);
          }));
    }
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    var waiting = readers.read(ReadersTest::one);
    readers.close();
    running.forEach(it -> assertUnavailable(it, "closing", "shutting down"));
    assertUnavailable(waiting, "closing", "shutting down");
    assertUnavailable(readers.read(ReadersTest::one), "closing", "shutting down");
  }

  /** Occupies as many threads, until released. */
  private List<CompletableFuture<Integer>> hold(CountDownLatch release, int threads)
      throws InterruptedException {
    var begun = new CountDownLatch(threads);
    List<CompletableFuture<Integer>> held = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      held.add(
          readers.read(handle -> {
            begun.countDown();
            return awaitQuietly(release);
          }));
    }
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    return held;
  }

  private static int awaitQuietly(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS) ? 1 : 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private Connection openReader() throws SQLException {
    opened.incrementAndGet();
    return database.openReader();
  }

  private static Connection openNothing() throws SQLException {
    throw new SQLException("No luck");
  }

  private static int one(Handle handle) {
    return handle.createQuery("SELECT 1").mapTo(Integer.class).one();
  }

  private static long sessions(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM counted").mapTo(Long.class).one();
  }

  private static long endless(Handle handle) {
    return handle.createQuery(ENDLESS).mapTo(Long.class).one();
  }

  private static int refuse() {
    throw RefusedException.unknownSession("s9");
  }

  private static int overflow() {
    throw new StackOverflowError("Meant to fail");
  }

  private static void assertUnavailable(CompletableFuture<?> answer, String code, String message) {
    assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            StoreUnavailableException.class, it -> assertThat(it.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }
}

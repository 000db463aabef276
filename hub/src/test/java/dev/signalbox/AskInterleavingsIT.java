package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand asks, each with several things that happen to it at the same time: answers of several
 * people, the terminal, ends of all kinds, broken connections, and a hub that is stopped and
 * started again. What happens follows from the seed ({@code -Dsignalbox.fuzz.seed=…}); in which
 * order, from the machine.
 */
@Timeout(180)
final class AskInterleavingsIT {
  private static final long SEED = Long.getLong("signalbox.fuzz.seed", 20_261_123);
  private static final int BATCHES = 10;
  private static final int STORIES = 100;

  /** Batches with programs: the leases that they leave behind end while the others go on. */
  private static final int PROGRAMS = 7;

  /** In which it happens within a batch. */
  private static final int SPREAD_NANOS = 20_000_000;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  @TempDir private Path folder;
  private TestHub hub;

  @BeforeEach
  void start() {
    hub = TestHub.start(folder);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    hub.close();
  }

  @Test
  void nobodyWinsTwice_nobodyWaitsInVain_andNothingStaysOpenForNobody()
      throws InterruptedException, ExecutionException, SQLException {
    var random = new SplittableRandom(SEED);
    List<Story> all = new ArrayList<>();
    for (int batch = 0; batch < BATCHES; batch++) {
      List<Story> stories = stories(batch, random);
      play(stories, batch % 2 == 1, random);
      all.addAll(stories);
    }
    forEach(all, Story::end);
    List<String> rows = rows();
    assertThat(rebuiltRows()).isEqualTo(rows);
  }

  private List<Story> stories(int batch, RandomGenerator random) {
    List<Story> stories = new ArrayList<>();
    for (int i = 0; i < STORIES; i++) {
      String sessionId = "s-" + batch + "-" + i;
      stories.add(
          i % 3 == 0 && batch < PROGRAMS
              ? new ProgramStory(hub, sessionId, random)
              : new HeldStory(hub, sessionId, random));
    }
    return stories;
  }

  private void play(List<Story> stories, boolean restarts, RandomGenerator random)
      throws InterruptedException, ExecutionException {
    var start = new CountDownLatch(1);
    List<Future<?>> parts = new ArrayList<>();
    for (Story story : stories) {
      for (Runnable part : story.parts()) {
        parts.add(later(part, start, random.nextInt(SPREAD_NANOS)));
      }
    }
    start.countDown();
    if (restarts) {
      LockSupport.parkNanos(random.nextInt(SPREAD_NANOS));
      hub.restart();
    }
    join(parts);
    forEach(stories, Story::settle);
  }

  private Future<?> later(Runnable part, CountDownLatch start, long nanos) {
    return threads.submit(() -> {
      start.await();
      LockSupport.parkNanos(nanos);
      part.run();
      return null;
    });
  }

  private void forEach(List<Story> stories, Consumer<Story> action)
      throws InterruptedException, ExecutionException {
    List<Future<?>> parts = new ArrayList<>();
    stories.forEach(story -> parts.add(threads.submit(() -> action.accept(story))));
    join(parts);
  }

  private static void join(List<Future<?>> parts) throws InterruptedException, ExecutionException {
    for (Future<?> part : parts) {
      part.get();
    }
  }

  /** P6: the rows that a start makes of the log alone. */
  private List<String> rebuiltRows() throws SQLException {
    hub.whileStopped(database -> {
      try (Statement statement = database.createStatement()) {
        statement.executeUpdate("UPDATE ask SET body = '{}', status = 'lost'");
        statement.executeUpdate("UPDATE meta SET state_version = 0");
      }
    });
    return rows();
  }

  private List<String> rows() throws SQLException {
    List<String> rows = new ArrayList<>();
    hub.whileStopped(database -> {
      read(database, "SELECT session_id, ask_id, since, status, body FROM ask", rows);
      read(database, "SELECT id, state, status, last_sequence, body FROM session", rows);
    });
    return rows.stream().sorted().toList();
  }

  private static void read(Connection database, String sql, List<String> rows) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        var row = new StringBuilder();
        for (int column = 1; column <= columns; column++) {
          row.append(result.getString(column)).append(' ');
        }
        rows.add(row.toString());
      }
    }
  }
}

package dev.signalbox.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real log whose commits are counted, and can be held up or made to fail. */
final class WatchedLog implements EventLog {
  private final EventLog log;
  private final AtomicInteger commits = new AtomicInteger();
  private final CountDownLatch probed = new CountDownLatch(1);
  private volatile @Nullable Hold hold;
  private volatile @Nullable SQLException writeFault;
  private volatile @Nullable SQLException commitFault;
  private volatile @Nullable Exception probeFault;

  WatchedLog(EventLog log) {
    this.log = log;
  }

  int commits() {
    return commits.get();
  }

  /** Holds up every commit from now on, until it is released. */
  Hold hold() {
    var next = new Hold();
    hold = next;
    return next;
  }

  /** From now on neither writes nor probes succeed. */
  void fail(SQLException fault) {
    writeFault = fault;
    probeFault = fault;
  }

  void failCommits(SQLException fault) {
    commitFault = fault;
  }

  void failProbes(Exception fault) {
    probeFault = fault;
  }

  void healWrites() {
    writeFault = null;
    commitFault = null;
  }

  void healProbes() {
    probeFault = null;
  }

  /** Waits for a probe that succeeds. */
  void awaitProbe() throws InterruptedException {
    assertThat(probed.await(30, TimeUnit.SECONDS)).as("probed in time").isTrue();
  }

  @Override
  public Position head() {
    return log.head();
  }

  @Override
  public Position visible() {
    return log.visible();
  }

  @Override
  public Transaction begin() throws SQLException {
    SQLException fault = writeFault;
    if (fault != null) {
      throw fault;
    }
    return new WatchedTransaction(log.begin());
  }

  @Override
  public CompletableFuture<List<StoredEvent>> read(long after, int eventsMax, int bytesMax) {
    return log.read(after, eventsMax, bytesMax);
  }

  @Override
  public CompletableFuture<List<StoredEvent>> read(SessionRange range) {
    return log.read(range);
  }

  @Override
  public boolean isOutage(SQLException fault) {
    return log.isOutage(fault);
  }

  @Override
  public void probe(Instant now) throws SQLException {
    switch (probeFault) {
      case SQLException fault -> throw fault;
      case RuntimeException fault -> throw fault;
      case null, default -> log.probe(now);
    }
    probed.countDown();
  }

  @Override
  public void close() {
    log.close();
  }

  /** Where commits wait. */
  static final class Hold {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean isInterrupted;

    /** Waits for a commit to come here. */
    void awaitCommit() throws InterruptedException {
      assertThat(reached.await(30, TimeUnit.SECONDS)).as("reached its commit in time").isTrue();
    }

    void release() {
      released.countDown();
    }

    boolean isInterrupted() {
      return isInterrupted;
    }

    private void pass() {
      reached.countDown();
      try {
        assertThat(released.await(30, TimeUnit.SECONDS)).as("released in time").isTrue();
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
  }

  private final class WatchedTransaction implements Transaction {
    private final Transaction transaction;

    WatchedTransaction(Transaction transaction) {
      this.transaction = transaction;
    }

    @Override
    public long head() {
      return transaction.head();
    }

    @Override
    public Connection connection() {
      return transaction.connection();
    }

    @Override
    public OptionalLong find(String sessionId, String eventId) throws SQLException {
      return transaction.find(sessionId, eventId);
    }

    @Override
    public void insert(LoggedEvent logged, StoredEvent stored) throws SQLException {
      transaction.insert(logged, stored);
    }

    @Override
    public void forget(String sessionId, long before) throws SQLException {
      transaction.forget(sessionId, before);
    }

    @Override
    public void commit() throws SQLException {
      Hold holding = hold;
      if (holding != null) {
        holding.pass();
      }
      SQLException fault = commitFault;
      if (fault != null) {
        throw fault;
      }
      transaction.commit();
      commits.incrementAndGet();
    }

    @Override
    public void close() throws SQLException {
      transaction.close();
    }
  }
}

package dev.signalbox.broadcast;

import dev.signalbox.log.StoreUnavailableException;
import dev.signalbox.protocol.Position;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: a cursor on the log with a filter. It sends what comes next for its cohort, moves
 * its cursor, and goes on, whether that is a second or a million events behind. A connection whose
 * network does not keep up is only a number until it does (P5). Contiguity is checked at every step
 * (P4). Everything here runs on the connection's event loop.
 */
public final class Subscriber {
  private static final Logger log = LoggerFactory.getLogger(Subscriber.class);

  private final String clientId;
  private final Timeline timeline;
  private final Sink sink;
  private final Broadcaster broadcaster;
  private final Answers answers;
  private final Backfills backfills;

  /** The client says that it has every event up to here; later ones it gets from us. */
  private final long startedAfter;

  private Filter filter;

  /** The last sequence that was looked at. */
  private long cursor;

  /** For the network or for the store; nothing else is done meanwhile. */
  private boolean isWaiting;

  /** For the others of its event loop. */
  private boolean isQueued;

  /** What to do with what it waited for, once it is its turn. */
  private Runnable arrived = () -> {};

  private boolean isCaughtUp;
  private boolean isClosed;

  /** See {@link Broadcast#open}. */
  Subscriber(
      String clientId,
      Timeline timeline,
      Filter filter,
      @Nullable Position since,
      Sink sink,
      Broadcaster broadcaster) {
    this.clientId = clientId;
    this.timeline = timeline;
    this.filter = filter;
    this.sink = sink;
    this.broadcaster = broadcaster;
    Start start = Start.of(since, timeline.head(), timeline.visible());
    this.startedAfter = start.from().sequence();
    // The connection may have broken between the last event and the summary that goes with it.
    boolean repeatsSummary = since != null && filter.summaries() && startedAfter > 0;
    this.cursor = repeatsSummary ? startedAfter - 1 : startedAfter;
    this.backfills = new Backfills(filter, startedAfter);
    this.answers = new Answers(clientId);
    answers.greet(start);
  }

  public String clientId() {
    return clientId;
  }

  /** Answers a client's {@code ping}. */
  public void pong() {
    answers.pong();
    answered();
  }

  /** Tells the client what was wrong with its message. */
  public void refuse(String code, String text, @Nullable String sessionId) {
    answers.refuse(code, text, sessionId);
    answered();
  }

  /** Adds everything of one session, or of all ({@code *}), from a position or from now on. */
  public void subscribe(String sessionId, @Nullable Position since) {
    if (!filter.hasRoomFor(sessionId)) {
      refuse(
          "too-many-subscriptions",
          "Expected at most " + Filter.SESSIONS_MAX + " subscriptions; use \"*\" for all sessions",
          sessionId);
      return;
    }
    Position here = here();
    Start start = Start.of(since, here, timeline.visible());
    answers.confirm(sessionId, here, start);
    backfills.begin(sessionId, start.from().sequence(), here.sequence());
    isCaughtUp &= since == null;
    filter = filter.plus(sessionId);
    answered();
  }

  /** Takes a subscription back; the lobby's events go on. */
  public void unsubscribe(String sessionId) {
    filter = filter.minus(sessionId);
    backfills.end(sessionId, here().sequence());
    advance();
  }

  /** Ends the connection, once; nothing is sent any more. */
  public void end(CloseCode code, String reason) {
    if (!isClosed) {
      isClosed = true;
      sink.close(code.code(), reason);
    }
  }

  /** The client has said goodbye, or the connection is gone: nothing may follow. */
  public void leave() {
    isClosed = true;
  }

  /** Whether nothing is sent any more. */
  public boolean isClosed() {
    return isClosed;
  }

  /** Whether it waits for its network or for the store. */
  boolean isWaiting() {
    return isWaiting;
  }

  /** Whether it waits and so has not all that there is; it goes on by itself. */
  boolean isBehind() {
    return isWaiting || isQueued;
  }

  /** It is its turn in the queue of those who are behind. */
  void resume() {
    isQueued = false;
    isWaiting = false;
    Runnable task = arrived;
    arrived = () -> {};
    if (!isClosed) {
      task.run();
      advance();
    }
  }

  /** Greets the client; what it has missed comes when it is its turn. */
  void begin() {
    if (sink.isWritable() && !isAtHead()) {
      answer();
      queue();
    } else {
      advance();
    }
  }

  /** Sends what there is to send: one chunk, and the rest when it is its turn among the others. */
  void advance() {
    boolean hasSent = false;
    while (!isBehind() && !isClosed) {
      if (!sink.isWritable()) {
        waitUntilDrained();
      } else if (!answers.isEmpty()) {
        answer();
      } else if (isAtHead()) {
        if (isCaughtUp) {
          return;
        }
        isCaughtUp = true;
        answers.caughtUp(here());
      } else if (hasSent) {
        queue();
      } else {
        hasSent = true;
        sendNext();
      }
    }
  }

  private boolean isAtHead() {
    return backfills.isEmpty() && cursor >= timeline.head().sequence();
  }

  private void sendNext() {
    if (!backfills.isEmpty()) {
      backfill(backfills.first());
      return;
    }
    Optional<Chunk> chunk = broadcaster.cohorts().next(cohort());
    if (chunk.isPresent()) {
      take(chunk.get());
      return;
    }
    long deletions = timeline.deletions();
    await(
        timeline.stored(cursor, filter.summaries()),
        frames -> {
          // A subscription that came meanwhile wants its older events first.
          if (backfills.isEmpty()) {
            take(broadcaster.cohorts().next(cohort(), frames, deletions));
          }
        });
  }

  private Cohort cohort() {
    return new Cohort(sink.wire(), filter, cursor, Math.max(cursor, startedAfter));
  }

  private void take(Chunk chunk) {
    cursor = chunk.upTo();
    send(chunk);
  }

  private void answer() {
    send(answers.drain(sink.wire(), cursor));
  }

  private void send(Chunk chunk) {
    if (chunk.isEmpty()) {
      chunk.release();
      return;
    }
    broadcaster.traffic().sent(chunk);
    sink.send(chunk.bytes());
  }

  /** Sends the next part of what a {@code subscribe} wanted from before the cursor. */
  private void backfill(Backfill backfill) {
    await(
        backfill.next(timeline),
        frames -> {
          var chunk = new Chunk.Builder(sink.wire());
          backfills.take(backfill, frames, chunk);
          send(chunk.upTo(cursor));
        });
  }

  private void waitUntilDrained() {
    isWaiting = true;
    sink.whenDrained(this::queue);
  }

  // Both outcomes are handled in the callback.
  @SuppressWarnings("FutureReturnValueIgnored")
  private <T> void await(CompletableFuture<T> future, Consumer<T> then) {
    isWaiting = true;
    future.whenComplete((value, fault) ->
        broadcaster
            .loop()
            .execute(() -> {
              if (fault != null) {
                fail(fault);
              } else if (!isClosed) {
                arrived =
                    () -> {
                      // A confirmation comes before what it adds.
                      answer();
                      then.accept(value);
                    };
                queue();
              }
            }));
  }

  private void fail(Throwable fault) {
    isWaiting = false;
    // When the store is only behind, the next wake-up tries again; there is one every few seconds.
    if (!isClosed && !StoreUnavailableException.isBehind(fault)) {
      log.warn("Could not read the log for client {}", clientId, fault);
      end(CloseCode.OVERLOADED, "The log cannot be read");
    }
  }

  /** A client that asks and asks but does not read would fill the memory with answers. */
  private void answered() {
    if (answers.isFull()) {
      // The answers of one that does read wait for the store.
      end(sink.isWritable() ? CloseCode.OVERLOADED : CloseCode.POLICY, "Too many answers wait");
      return;
    }
    advance();
  }

  private void queue() {
    isQueued = true;
    broadcaster.queue(this);
  }

  /** Where a client stands that has all that was sent. */
  private Position here() {
    return timeline.head().at(Math.max(cursor, startedAfter));
  }
}

package dev.signalbox.broadcast;

import dev.signalbox.protocol.Message;
import dev.signalbox.protocol.Position;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: a cursor on the log with a filter. It sends one chunk, waits until the network
 * has taken it, and goes on from its cursor, whether that is a second or a million events behind.
 * So a stalled client costs one chunk and a number (P5), and contiguity is checked at every step
 * (P4).
 *
 * <p>Everything here runs on the connection's event loop.
 */
public final class Subscriber {
  private static final Logger log = LoggerFactory.getLogger(Subscriber.class);

  /** Frames looked at before the event loop gets a turn for its other connections. */
  private static final int FRAMES_PER_TURN = 4_000;

  private final String clientId;
  private final Timeline timeline;
  private final Sink sink;
  private final Executor loop;
  private final Coverage coverage = new Coverage();
  private final Answers answers;
  private final ArrayDeque<Backfill> backfills = new ArrayDeque<>();
  private final long startedAfter;
  private Filter filter;
  private long cursor;
  private boolean isBusy;
  private boolean isCaughtUp;
  private boolean isClosed;

  /**
   * @param since where the client stands; null for the newest position
   * @param loop runs a task later on the connection's event loop
   */
  Subscriber(
      String clientId,
      Timeline timeline,
      Filter filter,
      @Nullable Position since,
      Sink sink,
      Executor loop) {
    this.clientId = clientId;
    this.timeline = timeline;
    this.filter = filter;
    this.sink = sink;
    this.loop = loop;
    Position head = timeline.head();
    Message.Gap.@Nullable Reason missing = since == null ? null : missing(since, head);
    this.cursor = since == null || missing != null ? head.sequence() : since.sequence();
    this.startedAfter = cursor;
    filter.sessions().forEach(sessionId -> coverage.begin(sessionId, cursor));
    if (filter.everything()) {
      coverage.begin(Coverage.ALL, cursor);
    }
    this.answers = new Answers(clientId);
    answers.greet(head.at(cursor), missing == null);
    if (since != null && missing != null) {
      answers.gap(since, head, missing);
    }
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
    if (filter.sessions().size() >= Filter.SESSIONS_MAX && !filter.wants(sessionId)) {
      refuse(
          "too-many-subscriptions",
          "Expected at most " + Filter.SESSIONS_MAX + " subscriptions; use \"*\" for all sessions",
          sessionId);
      return;
    }
    Position here = timeline.head().at(cursor);
    Message.Gap.@Nullable Reason missing = since == null ? null : missing(since, timeline.head());
    answers.confirm(sessionId, here, missing == null);
    if (since != null && missing != null) {
      answers.gap(since, here, missing);
    }
    if (since != null && missing == null && since.sequence() < cursor) {
      backfills.add(new Backfill(sessionId, since.sequence(), cursor));
      isCaughtUp = false;
    } else {
      coverage.begin(sessionId, cursor);
    }
    filter = isAll(sessionId) ? filter.withEverything(true) : filter.plus(sessionId);
    answered();
  }

  /** Takes a subscription back; the lobby's events go on. */
  public void unsubscribe(String sessionId) {
    filter = isAll(sessionId) ? filter.withEverything(false) : filter.minus(sessionId);
    backfills.removeIf(backfill -> backfill.sessionId().equals(sessionId));
    coverage.end(sessionId, cursor);
    advance();
  }

  /** The connection is gone. */
  void close() {
    isClosed = true;
  }

  void closeForShutdown() {
    sink.close(CloseCode.GOING_AWAY.code(), "The hub is shutting down");
  }

  void closeAfterFault() {
    isClosed = true;
    sink.close(CloseCode.OVERLOADED.code(), "The hub could not serve this connection");
  }

  /** Sends what there is to send, unless a chunk is on its way already. */
  void advance() {
    if (isBusy || isClosed) {
      return;
    }
    var chunk = new Chunk();
    answers.drainTo(chunk);
    if (!backfills.isEmpty()) {
      sendOr(chunk, () -> backfill(backfills.getFirst()));
      return;
    }
    int looked = 0;
    while (!chunk.isFull() && looked < FRAMES_PER_TURN) {
      Optional<List<Frame>> recent = timeline.recent(cursor);
      if (recent.isEmpty()) {
        sendOr(chunk, this::readStore);
        return;
      }
      if (recent.get().isEmpty()) {
        reachHead(chunk);
        sendOr(chunk, () -> {});
        return;
      }
      looked += recent.get().size();
      take(recent.get(), chunk);
    }
    sendOr(chunk, this::advanceLater);
  }

  private void readStore() {
    await(
        timeline.stored(cursor, filter.summaries()),
        frames -> {
          var chunk = new Chunk();
          take(frames, chunk);
          sendOr(chunk, this::advanceLater);
        });
  }

  /** Moves the cursor over the frames and collects what the filter lets through. */
  private void take(List<Frame> frames, Chunk chunk) {
    for (Frame frame : frames) {
      if (chunk.isFull()) {
        return;
      }
      if (frame.sequence() <= cursor) {
        continue;
      }
      if (frame.sequence() != cursor + 1) {
        gapBefore(frame, chunk);
      }
      cursor = frame.sequence();
      addIfPresent(chunk, filter.pick(frame));
      addIfPresent(chunk, filter.summaries() ? frame.summary() : null);
    }
  }

  private void gapBefore(Frame frame, Chunk chunk) {
    Position from = timeline.head().at(cursor);
    Position to = from.at(frame.sequence() - 1);
    chunk.add(Outgoing.of(new Message.Gap(from.toString(), to, Message.Gap.Reason.RETENTION), to));
  }

  /** Sends the next part of what a {@code subscribe} wanted from before the cursor. */
  private void backfill(Backfill backfill) {
    await(
        backfill.next(timeline),
        frames -> {
          var chunk = new Chunk();
          backfill.take(frames, chunk, this::wasDelivered);
          if (backfill.isDone() && backfills.remove(backfill)) {
            coverage.begin(backfill.sessionId(), backfill.since());
          }
          sendOr(chunk, this::advanceLater);
        });
  }

  /** The lobby's events since the start, and whatever was subscribed to at its time. */
  private boolean wasDelivered(Frame frame) {
    return (frame.sequence() > startedAfter && frame.isWholeInLobby())
        || coverage.contains(frame.sessionId(), frame.sequence());
  }

  private void reachHead(Chunk chunk) {
    if (!isCaughtUp) {
      isCaughtUp = true;
      Position here = timeline.head().at(cursor);
      chunk.add(Outgoing.of(new Message.CaughtUp(here), here));
    }
  }

  private void sendOr(Chunk chunk, Runnable nothingToSend) {
    if (chunk.isEmpty()) {
      nothingToSend.run();
      return;
    }
    isBusy = true;
    sink.send(chunk.messages())
        .onComplete(sent -> {
          isBusy = false;
          isClosed |= sent.failed();
          // Not at once: a fast network completes at once, and a long replay would recurse.
          advanceLater();
        });
  }

  // Both outcomes are handled in the callback.
  @SuppressWarnings("FutureReturnValueIgnored")
  private <T> void await(CompletableFuture<T> future, Consumer<T> then) {
    isBusy = true;
    future.whenComplete((value, fault) ->
        loop.execute(() -> {
          isBusy = false;
          if (isClosed) {
            return;
          }
          if (fault != null) {
            log.warn("Could not read the log for client {}", clientId, fault);
            sink.close(CloseCode.OVERLOADED.code(), "The log cannot be read now");
            return;
          }
          then.accept(value);
        }));
  }

  /** A client that asks and asks but does not read would fill the memory with answers. */
  private void answered() {
    if (answers.isFull()) {
      sink.close(CloseCode.POLICY.code(), "Too many answers wait; read before asking");
      return;
    }
    advance();
  }

  private void advanceLater() {
    loop.execute(this::advance);
  }

  private static Message.Gap.@Nullable Reason missing(Position since, Position head) {
    if (!since.epoch().equals(head.epoch())) {
      return Message.Gap.Reason.EPOCH;
    }
    return since.sequence() > head.sequence() ? Message.Gap.Reason.FUTURE : null;
  }

  private static boolean isAll(String sessionId) {
    return sessionId.equals(Coverage.ALL);
  }

  private static void addIfPresent(Chunk chunk, @Nullable Outgoing message) {
    if (message != null) {
      chunk.add(message);
    }
  }
}

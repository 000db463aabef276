package dev.signalbox.broadcast;

import dev.signalbox.log.StoreUnavailableException;
import dev.signalbox.protocol.Message;
import dev.signalbox.protocol.Position;
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
  private final Answers answers;
  private final Backfills backfills;

  /** The client says that it has every event up to here; later ones it gets from us. */
  private final long startedAfter;

  private Filter filter;

  /** The last sequence that was looked at. */
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
    Start start = Start.of(since, head, head);
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
    Start start = Start.of(since, here, timeline.head());
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

  /** Ends the connection; nothing is sent any more. */
  public void end(CloseCode code, String reason) {
    isClosed = true;
    sink.close(code.code(), reason);
  }

  /** Whether nothing is sent any more. */
  public boolean isClosed() {
    return isClosed;
  }

  /** The connection is gone. */
  void close() {
    isClosed = true;
  }

  /** Sends what there is to send, unless a chunk is on its way already. */
  void advance() {
    if (isBusy || isClosed) {
      return;
    }
    var chunk = new Chunk();
    answers.drainTo(chunk);
    if (!backfills.isEmpty()) {
      sendOr(chunk, () -> backfill(backfills.first()));
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
          answers.drainTo(chunk);
          // A subscription that came meanwhile wants its older events first.
          if (backfills.isEmpty()) {
            take(frames, chunk);
          }
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
      if (cursor > startedAfter) {
        addIfPresent(chunk, filter.pick(frame));
      }
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
          answers.drainTo(chunk);
          backfills.take(backfill, frames, chunk);
          sendOr(chunk, this::advanceLater);
        });
  }

  private void reachHead(Chunk chunk) {
    if (!isCaughtUp) {
      isCaughtUp = true;
      Position here = here();
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
          if (fault == null) {
            then.accept(value);
          } else if (isPassing(fault)) {
            // The next wake-up tries again; there is one every few seconds.
            log.debug("Client {} waits for the log", clientId, fault);
          } else {
            log.warn("Could not read the log for client {}", clientId, fault);
            end(CloseCode.OVERLOADED, "The log cannot be read");
          }
        }));
  }

  private static boolean isPassing(Throwable fault) {
    return fault instanceof StoreUnavailableException
        || fault.getCause() instanceof StoreUnavailableException;
  }

  /** A client that asks and asks but does not read would fill the memory with answers. */
  private void answered() {
    if (answers.isFull()) {
      end(CloseCode.POLICY, "Too many answers wait; read before asking");
      return;
    }
    advance();
  }

  private void advanceLater() {
    loop.execute(this::advance);
  }

  /** Where the client stands when it has all that was sent. */
  private Position here() {
    return timeline.head().at(Math.max(cursor, startedAfter));
  }

  private static void addIfPresent(Chunk chunk, @Nullable Outgoing message) {
    if (message != null) {
      chunk.add(message);
    }
  }
}

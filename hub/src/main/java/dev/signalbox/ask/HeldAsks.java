package dev.signalbox.ask;

import dev.signalbox.log.Readers;
import dev.signalbox.log.Sequencer;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.session.SessionProjection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks whose agent waits in a request that it keeps open. While it does, they can be answered here;
 * when it goes, only in the agent's own terminal. Thread safe.
 */
public final class HeldAsks {
  private static final Logger log = LoggerFactory.getLogger(HeldAsks.class);

  /** Asks that are looked at after a start; each has a person's terminal waiting for it. */
  private static final int OPEN_MAX = 10_000;

  private final Sequencer sequencer;
  private final Readers readers;
  private final SessionProjection projection;
  private final Holders holders;
  private final InstantSource clock;

  /** An ask, and the request in which its agent waits. */
  public record Held(String sessionId, String askId, String holder) {}

  public HeldAsks(
      Sequencer sequencer,
      Readers readers,
      SessionProjection projection,
      Holders holders,
      InstantSource clock) {
    this.sequencer = sequencer;
    this.readers = readers;
    this.projection = projection;
    this.holders = holders;
    this.clock = clock;
  }

  /** The agent waits from now on; to be called before the ask is logged. */
  public void begin(Held held) {
    holders.add(held.holder());
  }

  /** Makes an ask answerable that was logged before; nothing when it is over. */
  public CompletableFuture<Void> confirm(Held held) {
    return append(
        held,
        ask ->
            ask.answerable() && held.holder().equals(ask.holder()) ? null : told(held, true, null));
  }

  /**
   * The agent waits no longer. When the ask is still open, only its terminal can answer it.
   *
   * @param reason for the people who see it
   */
  // A failure is logged: releaseAll tries again.
  @SuppressWarnings("FutureReturnValueIgnored")
  public void end(Held held, String reason) {
    release(held, reason);
  }

  /** The same; completes when no answer is on its way any more that would be for this request. */
  public CompletableFuture<Void> release(Held held, String reason) {
    holders.remove(held.holder());
    return append(
            held, ask -> held.holder().equals(ask.holder()) ? told(held, false, reason) : null)
        .exceptionally(fault -> {
          log.debug("Could not note that nobody holds {}", held.askId(), fault);
          return null;
        });
  }

  /** The answer of a person did not reach the agent, which had gone at that moment. */
  // A failure is logged: nobody waits for it.
  @SuppressWarnings("FutureReturnValueIgnored")
  public void undelivered(Ask answered) {
    var body =
        Json.object()
            .put("askId", answered.askId())
            .put("warning", "The answer did not reach the agent: its hook had gone");
    sequencer
        .append(Event.of("warning:occurred", answered.sessionId(), clock.instant(), body))
        .whenComplete((done, fault) -> {
          if (fault != null) {
            log.warn("Could not note that the answer to {} was lost", answered.askId(), fault);
          }
        });
  }

  /**
   * Releases asks whose request is no longer there: all of before, after a start; else those of
   * which that could not be noted at its time.
   *
   * @param reason for the people who see it
   */
  public CompletableFuture<Void> releaseAll(String reason) {
    return readers
        .read(handle -> AskQueries.open(handle, OPEN_MAX))
        .thenCompose(open ->
            CompletableFuture.allOf(
                open.stream()
                    .filter(this::isLeft)
                    .map(ask -> append(held(ask), now -> left(held(ask), now, reason)))
                    .toArray(CompletableFuture[]::new)));
  }

  private static Held held(Ask ask) {
    return new Held(ask.sessionId(), ask.askId(), String.valueOf(ask.holder()));
  }

  private boolean isLeft(Ask ask) {
    return ask.holder() != null && !holders.isHeld(ask.holder());
  }

  /** Another request may hold it since. */
  private @Nullable Event left(Held left, Ask now, String reason) {
    return left.holder().equals(now.holder()) && isLeft(now) ? told(left, false, reason) : null;
  }

  private Event told(Held held, boolean isAnswerable, @Nullable String reason) {
    var body = Json.object().put("askId", held.askId()).put("answerable", isAnswerable);
    if (isAnswerable) {
      body.put("holder", held.holder());
    }
    if (reason != null) {
      body.put("reason", reason);
    }
    return Event.of("interaction:awaiting-input", held.sessionId(), clock.instant(), body);
  }

  /** What there is to say of an open ask; null when nothing. */
  @FunctionalInterface
  private interface Change {
    @Nullable Event of(Ask open);
  }

  private CompletableFuture<Void> append(Held held, Change change) {
    return sequencer
        .append(() -> open(held).map(change::of).stream().toList())
        .thenApply(x -> null);
  }

  private Optional<Ask> open(Held held) throws SQLException {
    return projection
        .state(held.sessionId())
        .flatMap(session -> session.asks().find(held.askId()))
        .filter(Ask::isOpen);
  }
}

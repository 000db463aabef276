package dev.signalbox.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.AppendResult;
import dev.signalbox.log.CommitListener;
import dev.signalbox.log.Readers;
import dev.signalbox.log.RefusedException;
import dev.signalbox.log.Sequencer;
import dev.signalbox.log.StoredEvent;
import dev.signalbox.log.Waiters;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import dev.signalbox.session.SessionProjection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks as people see them: lists them, waits for what becomes of one, answers it. Thread safe. */
public final class Asks implements CommitListener {
  private final Sequencer sequencer;
  private final Readers readers;
  private final SessionProjection projection;
  private final Holders holders;
  private final InstantSource clock;
  private final Waiters waiters = new Waiters();

  /** When somebody last waited or looked; {@link AskExpiry} forgets those that are over. */
  private final Map<String, Instant> heard = new ConcurrentHashMap<>();

  public Asks(
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

  /**
   * Asks as JSON: open ones oldest first, others newest first.
   *
   * @param status null for all
   * @param sessionId null for all sessions
   */
  public CompletableFuture<List<ObjectNode>> list(
      Ask.@Nullable Status status, @Nullable String sessionId, int limit) {
    return readers.read(handle -> AskQueries.list(handle, status, sessionId, limit));
  }

  /** One ask as JSON; fails with {@link RefusedException} when there is none. */
  public CompletableFuture<ObjectNode> one(String askId) {
    return find(askId).thenApply(found -> found.orElseThrow(() -> unknown(askId)));
  }

  /** The same; empty when there is none. */
  public CompletableFuture<Optional<ObjectNode>> find(String askId) {
    return readers.read(handle -> AskQueries.one(handle, askId));
  }

  /** The event that answered it, with all that was said; empty when none did. */
  public CompletableFuture<Optional<ObjectNode>> answer(Ask ask) {
    return readers.read(handle -> AskQueries.answer(handle, ask));
  }

  /** Waits for something to be logged about an ask. */
  public Waiters.News news(String askId) {
    heard.put(askId, clock.instant());
    return waiters.news(askId);
  }

  public void forget(Waiters.News news) {
    heard.put(news.key(), clock.instant());
    waiters.forget(news);
  }

  /** When its requester was last heard of; for one of before, at the first question. */
  Instant heardOf(String askId) {
    Instant now = clock.instant();
    return waiters.isAwaited(askId) ? now : heard.computeIfAbsent(askId, any -> now);
  }

  /** Forgets about all requesters but those. */
  void hearOnly(Collection<String> askIds) {
    heard.keySet().retainAll(askIds);
  }

  /**
   * Answers an ask, if it is open and somebody waits for the answer: of several that come at the
   * same time, the one that the log has first. The others fail with {@link RefusedException}, what
   * is no answer to it with {@link dev.signalbox.protocol.InvalidEventException}.
   *
   * @param request see {@link AskAnswer}
   * @return the ask as it is then
   */
  public CompletableFuture<ObjectNode> answer(String askId, ObjectNode request, String source) {
    return one(askId)
        .thenCompose(full -> {
          Ask ask = Json.mapper().convertValue(full, Ask.class);
          requireAnswerable(ask);
          ObjectNode body = new AskAnswer(ask, full, request).body(source);
          return end(ask, body, this::requireAnswerable);
        })
        .exceptionallyCompose(fault -> explained(askId, fault))
        .thenCompose(done -> one(askId));
  }

  /** On the sequencer's thread an ask that is over is gone: what became of it is in its row. */
  private <T> CompletableFuture<T> explained(String askId, Throwable fault) {
    Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
    boolean isOver =
        cause instanceof RefusedException refused && refused.code().equals("ask-closed");
    return isOver
        ? one(askId)
            .thenCompose(now ->
                CompletableFuture.failedFuture(
                    closed(askId, Ending.of(Json.mapper().convertValue(now, Ask.class)))))
        : CompletableFuture.failedFuture(fault);
  }

  /**
   * Whoever asked wants no answer any more. An agent's dialog, in contrast, ends in its terminal:
   * that and an ask that is over fail with {@link RefusedException}.
   *
   * @return the ask as it is then
   */
  public CompletableFuture<ObjectNode> withdraw(String askId) {
    return one(askId)
        .thenCompose(full -> {
          Ask ask = Json.mapper().convertValue(full, Ask.class);
          requireWithdrawable(ask);
          ObjectNode body = Json.object().put("askId", askId).put("decision", "closed");
          body.put("source", "api").put("reason", "Withdrawn by whoever asked");
          return end(ask, body, this::requireWithdrawable);
        })
        .exceptionallyCompose(fault -> explained(askId, fault))
        .thenCompose(done -> one(askId));
  }

  private CompletableFuture<List<AppendResult>> end(Ask ask, ObjectNode body, Consumer<Ask> check) {
    Event end = Event.of("interaction:input-received", ask.sessionId(), clock.instant(), body);
    return sequencer.append(
        List.of(end),
        () -> {
          check.accept(now(ask));
          return List.of(end);
        });
  }

  @Override
  public void committed(List<StoredEvent> events) {
    for (StoredEvent event : events) {
      if (event.type().startsWith("interaction:")) {
        String named = Json.own(event.json()).path("askId").asText();
        // What names none, or a prompt whatever the time, may be about any of several.
        waiters.wake(askId -> askId.startsWith(named));
      }
      if (event.type().equals("session:deleted")) {
        // Its asks are gone without a word of their own.
        waiters.wake(askId -> true);
      }
    }
  }

  private Ask now(Ask known) throws SQLException {
    return projection
        .state(known.sessionId())
        .flatMap(session -> session.asks().find(known.askId()))
        .orElseThrow(() -> closed(known.askId(), "It is over"));
  }

  private void requireOpen(Ask ask) {
    if (!ask.isOpen()) {
      throw closed(ask.askId(), Ending.of(ask));
    }
    if (ask.isLate(clock.instant())) {
      throw closed(ask.askId(), "Nobody answered in time");
    }
  }

  private void requireWithdrawable(Ask ask) {
    requireOpen(ask);
    if (!ask.answerable() || ask.holder() != null) {
      throw inTerminal("It ends in its terminal");
    }
  }

  private void requireAnswerable(Ask ask) {
    requireOpen(ask);
    if (!ask.answerable() || (ask.holder() != null && !holders.isHeld(ask.holder()))) {
      String why = ask.reason() == null ? "" : ": " + ask.reason();
      throw inTerminal("Answer it in its terminal" + why);
    }
  }

  private static RefusedException inTerminal(String message) {
    return new RefusedException(RefusedException.Kind.CONFLICT, "ask-in-terminal", message);
  }

  private static RefusedException closed(String askId, String how) {
    return new RefusedException(
        RefusedException.Kind.CONFLICT,
        "ask-closed",
        "Ask %s cannot be answered any more. %s".formatted(Texts.line(askId, 60), how));
  }

  private static RefusedException unknown(String askId) {
    return new RefusedException(
        RefusedException.Kind.NOT_FOUND, "unknown-ask", "There is no ask " + Texts.line(askId, 60));
  }
}

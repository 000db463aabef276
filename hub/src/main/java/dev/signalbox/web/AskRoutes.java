package dev.signalbox.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.ask.Asks;
import dev.signalbox.ask.NewAsk;
import dev.signalbox.log.EventLog;
import dev.signalbox.log.RefusedException;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Position;
import dev.signalbox.protocol.Texts;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What agents want from people: the list of it, and the answers. */
final class AskRoutes {
  private static final int LIMIT = 50;
  private static final int LIMIT_MAX = 500;

  /** Longest poll, in seconds. */
  private static final long WAIT_SECONDS_MAX = 60;

  private final Asks asks;
  private final EventLog eventLog;
  private final NewAsks newAsks;
  private final InstantSource clock;

  /** Opens one for a session that must exist. */
  @FunctionalInterface
  interface NewAsks {
    Future<Void> open(Call call, NewAsk ask);
  }

  AskRoutes(Asks asks, EventLog eventLog, NewAsks newAsks, InstantSource clock) {
    this.asks = asks;
    this.eventLog = eventLog;
    this.newAsks = newAsks;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
                "/api/asks",
                "Asks: open ones oldest first, others newest first",
                this::list,
                Route.Parameter.text("status", "open (default), answered, closed, expired or all"),
                Route.Parameter.text("session", "only those of this session"),
                Route.Parameter.number("limit", "1 to 500, else 50"))
            .gives("AskList"),
        Route.post("/api/asks", "Ask a person something", 201, this::open)
            .takes("NewAsk")
            .answering(200, 201)
            .gives("Ask"),
        Route.get(
                "/api/asks/{id}",
                "One ask; with wait once it is no longer open",
                this::one,
                Route.Parameter.number("wait", "seconds to wait for its end, 0 to 60"))
            .gives("Ask"),
        Route.post("/api/asks/{id}/answer", "Answer an ask", 200, this::answer)
            .takes("AskAnswer")
            .gives("Ask"),
        Route.post(
                "/api/asks/{id}/close", "Whoever asked wants no answer any more", 200, this::close)
            .gives("Ask"));
  }

  private Future<Reply> list(Call call) {
    String status = call.query("status");
    int limit = (int) call.query("limit", LIMIT, 1, LIMIT_MAX);
    Position position = eventLog.head();
    return call.await(asks.list(status(status), call.query("session"), limit))
        .map(found -> {
          ObjectNode body = Json.object().put("position", position.toString());
          body.put("count", found.size()).putArray("asks").addAll(found);
          return Reply.ok(body);
        });
  }

  private static Ask.@Nullable Status status(@Nullable String word) {
    if (word == null) {
      return Ask.Status.OPEN;
    }
    for (Ask.Status status : Ask.Status.values()) {
      if (status.word().equals(word)) {
        return status;
      }
    }
    if (word.equals("all")) {
      return null;
    }
    throw ProblemException.invalid(
        "status",
        "Expected status open, answered, closed, expired or all, but got " + Texts.line(word, 40));
  }

  private Future<Reply> open(Call call) {
    ObjectNode request = call.json();
    String sessionId = Event.sessionId(call.fields().required("sessionId"));
    NewAsk ask = NewAsk.of(sessionId, request, clock.instant());
    return call.await(asks.find(ask.askId()))
        .compose(known -> known.isPresent() ? again(known.get(), ask) : open(call, ask))
        .map(reply -> reply.with("Location", path(ask.askId())));
  }

  private Future<Reply> open(Call call, NewAsk ask) {
    return newAsks
        .open(call, ask)
        .compose(done -> call.await(asks.one(ask.askId())))
        .map(json -> Reply.json(201, json));
  }

  /**
   * Whoever did not hear that it was opened may ask once more: that opens no other. But what was
   * answered to another question must not pass for the answer to this one.
   */
  private static Future<Reply> again(ObjectNode known, NewAsk ask) {
    if (ask.isSame(Json.mapper().convertValue(known, Ask.class))) {
      return Future.succeededFuture(Reply.ok(known));
    }
    throw ProblemException.of(
        409,
        "ask-exists",
        "Expected an askId of its own, but something else was asked by the name "
            + Texts.line(ask.askId(), 60));
  }

  private static String path(String askId) {
    return "/api/asks/" + URLEncoder.encode(askId, StandardCharsets.UTF_8);
  }

  private Future<Reply> one(Call call) {
    long wait = call.query("wait", 0, 0, WAIT_SECONDS_MAX);
    String askId = call.path("id");
    return LongPoll.of(call, asks, askId)
        .until(ask -> !isOpen(ask), wait * 1_000, () -> call.await(asks.one(askId)))
        .map(Reply::ok);
  }

  private static boolean isOpen(ObjectNode ask) {
    return ask.path("status").asText().equals(Ask.Status.OPEN.word());
  }

  private Future<Reply> answer(Call call) {
    String askId = call.path("id");
    return call.await(asks.answer(askId, call.json(), "api"))
        .map(Reply::ok)
        .recover(fault -> conflict(call, askId, fault));
  }

  private Future<Reply> close(Call call) {
    String askId = call.path("id");
    return call.await(asks.withdraw(askId))
        .map(Reply::ok)
        .recover(fault -> conflict(call, askId, fault));
  }

  /** Whoever came second sees what the first has answered. */
  private Future<Reply> conflict(Call call, String askId, Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    if (!(cause instanceof RefusedException refused)
        || refused.kind() != RefusedException.Kind.CONFLICT) {
      return Future.failedFuture(fault);
    }
    return call.await(asks.one(askId))
        .map(ask -> {
          var problem = Problem.of(409, refused.code(), refused.getMessage());
          ObjectNode body = Json.mapper().valueToTree(problem);
          return Reply.problem(409, body.<ObjectNode>set("ask", ask));
        });
  }
}

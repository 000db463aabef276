package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.signalbox.TestHub.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A program asks, polls for the answer, and several things happen to it at the same time. */
final class ProgramStory implements Story {
  private final TestHub hub;
  private final Caller caller;
  private final String sessionId;
  private final List<Move> moves;
  private final String limits;
  private final Attempts attempts;
  private final CompletableFuture<JsonNode> heard = new CompletableFuture<>();
  private volatile boolean isGone;

  /** What may happen. */
  enum Move {
    ANSWER,
    ANSWER_TWICE,
    DENY,
    WITHDRAW,
    ASK_AGAIN,
    SEND_MESSAGE,
    END_TURN,
    END_SESSION,
    LOSE_SESSION,
    REMOVE_SESSION,
    STOP_POLLING
  }

  ProgramStory(TestHub hub, String sessionId, RandomGenerator random) {
    this.hub = hub;
    this.caller = new Caller(hub);
    this.sessionId = sessionId;
    String wait = random.nextInt(4) == 0 ? ",'waitMs':" + random.nextInt(1, 40) : "";
    limits = ",'leaseMs':5000" + wait;
    Move[] all = Move.values();
    moves =
        Stream.generate(() -> all[random.nextInt(all.length)]).limit(random.nextInt(1, 5)).toList();
    attempts = new Attempts(hub, "ask-" + sessionId);
  }

  @Override
  public List<Runnable> parts() {
    caller.tell(sessionId, "session:started", ",'cwd':'/srv/app'");
    open();
    return Stream.concat(
            Stream.of((Runnable) () -> Thread.startVirtualThread(this::poll)),
            moves.stream().map(move -> () -> play(move)))
        .toList();
  }

  private void open() {
    String ask =
        "{'sessionId':'%s','askId':'ask-%s','question':'Deploy?'%s}"
            .formatted(sessionId, sessionId, limits);
    Caller.insist(() -> hub.post("/api/asks", ask));
  }

  private void poll() {
    while (!isGone) {
      Answer answer = Caller.insist(() -> hub.get(attempts.path() + "?wait=1"));
      if (answer.status() == 404 || !isOpen(answer.body())) {
        heard.complete(answer.status() == 404 ? MissingNode.getInstance() : answer.body());
        return;
      }
    }
  }

  private void play(Move move) {
    switch (move) {
      case ANSWER -> attempts.answer("ana", ",'input':'yes'");
      case ANSWER_TWICE -> {
        attempts.answer("bo", ",'input':'yes'");
        attempts.answer("bo", ",'input':'yes'");
      }
      case DENY -> attempts.answer("cy", ",'decision':'deny'");
      case WITHDRAW -> attempts.withdraw();
      case ASK_AGAIN -> open();
      case SEND_MESSAGE ->
          Caller.insist(
              () -> hub.post("/api/sessions/" + sessionId + "/input", "{'input':'Go on'}"));
      case END_TURN -> caller.tell(sessionId, "session:idle", "");
      case END_SESSION -> caller.tell(sessionId, "session:ended", "");
      case LOSE_SESSION -> caller.tell(sessionId, "session:lost", "");
      case REMOVE_SESSION -> Caller.insist(() -> hub.delete("/api/sessions/" + sessionId));
      case STOP_POLLING -> isGone = true;
    }
  }

  @Override
  public void settle() {
    assertThat(Caller.comesTrue(this::isSettled)).as("%s has settled: %s", this, ask()).isTrue();
    if (!isGone) {
      attempts.withdraw();
      assertThat(Caller.comesTrue(heard::isDone)).as("%s: hears of the end", this).isTrue();
      check();
    }
  }

  /** Whoever polls knows the end when there is one; of a removed session it may be asked again. */
  private boolean isSettled() {
    return isGone || isOpen(ask()) != heard.isDone() || moves.contains(Move.REMOVE_SESSION);
  }

  private void check() {
    if (moves.contains(Move.REMOVE_SESSION)) {
      return;
    }
    JsonNode ask = ask();
    assertThat(isOpen(ask)).as("%s: %s", this, ask).isFalse();
    attempts.check(ask);
    attempts.checkLog(
        caller.read("/api/sessions/" + sessionId + "/events?after=0&limit=1000").path("events"));
    if (heard.isDone()) {
      assertThat(heard.join()).as("%s", this).isEqualTo(ask);
    }
  }

  /** An ask that nobody polls for any more has ended by its lease. */
  @Override
  public void end() {
    if (isGone) {
      String open = "/api/asks?session=" + sessionId;
      assertThat(Caller.comesTrue(() -> caller.read(open).path("count").asInt() == 0))
          .as("%s has ended", this)
          .isTrue();
      check();
    }
  }

  private JsonNode ask() {
    return caller.read(attempts.path());
  }

  private static boolean isOpen(JsonNode ask) {
    return ask.path("status").asText().equals("open");
  }

  @Override
  public String toString() {
    return sessionId + " " + limits + " " + moves;
  }
}

package dev.signalbox.cli.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.client.HubClient;
import dev.signalbox.client.HubProblemException;
import dev.signalbox.client.HubUnreachableException;
import dev.signalbox.client.Patience;
import dev.signalbox.protocol.Json;
import java.time.Duration;

/**
 * One ask on its way: opened, waited for, taken back. A hub that is away is waited for, too; what
 * became of the ask is what the hub says, also after the deadline. One thread opens and waits; any
 * thread may take it back.
 */
final class Asking {
  /** A poll is shorter than the lease, and than what proxies take for a dead connection. */
  private static final Duration POLL_MAX = Duration.ofSeconds(25);

  /** The hub ends an ask within a second of its deadline, by its own clock. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** To take it back: somebody has pressed Ctrl-C and waits. */
  private static final Duration FAREWELL_MAX = Duration.ofSeconds(3);

  private final HubClient client;
  private final Question question;
  private final Home home;

  Asking(HubClient client, Question question, Home home) {
    this.client = client;
    this.question = question;
    this.home = home;
  }

  /**
   * Opens it, in a session of its own if it has one, unless an attempt of before did.
   *
   * @throws HubProblemException when the hub refuses; its own session has ended then
   */
  void open(Patience patience, Place place, Duration wait) throws InterruptedException {
    try {
      patience.insist(() -> {
        home.begin(client, place, question.text());
        return client.post("/api/asks", question.in(home.id(), wait));
      });
    } catch (HubProblemException refusal) {
      end("refused");
      throw refusal;
    }
  }

  /**
   * Waits for its end, or for so long.
   *
   * @throws HubUnreachableException when the hub is still away then
   */
  Outcome await(Duration wait) throws InterruptedException {
    var patience = Patience.of(wait.plus(GRACE));
    Outcome outcome = poll(patience);
    while (outcome.isOpen() && !patience.rest().isZero()) {
      outcome = poll(patience);
    }
    return outcome.isOpen() ? withdraw() : outcome;
  }

  /** What became of it is known. A hub that has gone meanwhile ends the session by its lease. */
  void end(Outcome outcome) {
    end(outcome.ask().path("status").asText());
  }

  /** Somebody ends this process: takes it back, if there is a hub to say it to. */
  void leave() {
    Thread farewell = Thread.startVirtualThread(this::takeBack);
    try {
      farewell.join(FAREWELL_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeBack() {
    try {
      withdraw();
    } catch (HubUnreachableException | HubProblemException ignored) {
      // Its lease ends it, if it was opened at all.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end("withdrawn");
  }

  private void end(String reason) {
    try {
      home.end(client, reason);
    } catch (HubUnreachableException | HubProblemException ignored) {
      // Nobody waits for it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody waits for the answer any more. What was answered already counts. */
  private Outcome withdraw() throws InterruptedException {
    try {
      return outcome(client.post(path() + "/close", Json.object()));
    } catch (HubProblemException e) {
      return outcome(client.get(path()));
    }
  }

  private Outcome poll(Patience patience) throws InterruptedException {
    return patience.insist(() -> {
      Duration rest = patience.rest();
      Duration wait = rest.compareTo(POLL_MAX) < 0 ? rest : POLL_MAX;
      return outcome(client.get(path() + "?wait=" + Math.max(1, wait.toSeconds()), wait));
    });
  }

  private static Outcome outcome(String json) {
    return new Outcome(Json.read(json, ObjectNode.class));
  }

  private String path() {
    return "/api/asks/" + question.askId();
  }
}

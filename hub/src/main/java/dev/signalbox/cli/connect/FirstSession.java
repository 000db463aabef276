package dev.signalbox.cli.connect;

import dev.signalbox.cli.terminal.AtExit;
import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.client.HubClient;
import dev.signalbox.client.Interest;
import dev.signalbox.client.SubscriptionListener;
import dev.signalbox.protocol.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits until a session of an agent does something, which shows that it reaches the hub. Enter ends
 * the waiting, and so does Ctrl-C: what was to be done is done.
 */
final class FirstSession {
  private static final String CLEAR = "\r\u001b[K";
  private static final String SPINNER = "|/-\\";
  private static final long TURN_MILLIS = 150;

  private final Terminal terminal;
  private final BufferedReader input;
  private final HubClient client;
  private final Set<String> agents;

  /** How the waiting ended. */
  enum Outcome {
    APPEARED,
    SKIPPED,
    NONE
  }

  /**
   * @param agents whose sessions count, by their names
   */
  FirstSession(Terminal terminal, BufferedReader input, HubClient client, Set<String> agents) {
    this.terminal = terminal;
    this.input = input;
    this.client = client;
    this.agents = Set.copyOf(agents);
  }

  Outcome await(Duration timeMax) throws InterruptedException {
    var session = new CompletableFuture<String>();
    SubscriptionListener listener =
        new SubscriptionListener() {
          @Override
          public void session(Message.SessionChanged changed) {
            String agent = changed.payload().agent();
            if (agent != null && agents.contains(agent)) {
              session.complete(changed.sessionId());
            }
          }
        };
    try (var _ = client.subscribe(Interest.LOBBY.withSummaries(), listener);
        var _ = AtExit.run("no-failure", () -> Runtime.getRuntime().halt(0))) {
      Outcome outcome = turn(session, System.nanoTime() + timeMax.toNanos());
      spin("");
      switch (outcome) {
        case APPEARED -> say("It works: " + client.hub().resolve("/sessions/" + session.join()));
        case SKIPPED -> say("Not waited for.");
        case NONE -> say("No session has reported in " + timeMax.toSeconds() + " s.");
      }
      return outcome;
    }
  }

  private Outcome turn(CompletableFuture<String> session, long deadline)
      throws InterruptedException {
    for (int i = 0; System.nanoTime() - deadline < 0; i++) {
      spin("Waiting for a session, Enter to skip " + SPINNER.charAt(i % SPINNER.length()));
      if (isEnterPressed()) {
        return Outcome.SKIPPED;
      }
      try {
        session.get(TURN_MILLIS, TimeUnit.MILLISECONDS);
        return Outcome.APPEARED;
      } catch (TimeoutException e) {
        // It turns once more.
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    return Outcome.NONE;
  }

  private boolean isEnterPressed() {
    try {
      return terminal.isScreen() && input.ready() && input.readLine() != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void spin(String line) {
    if (terminal.isScreen()) {
      terminal.err().print(CLEAR + terminal.fit(line));
      terminal.err().flush();
    }
  }

  private void say(String line) {
    terminal.out().println(line);
  }
}

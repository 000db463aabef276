package dev.signalbox.cli;

import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.client.HubClient;
import dev.signalbox.client.Interest;
import dev.signalbox.client.SubscriptionListener;
import dev.signalbox.protocol.Message;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until a session of an agent does something, which shows that it reaches the hub. */
final class FirstSession {
  private static final String CLEAR = "\r\u001b[K";
  private static final String SPINNER = "|/-\\";
  private static final long TURN_MILLIS = 150;

  private final Terminal terminal;
  private final HubClient client;
  private final String agent;

  FirstSession(Terminal terminal, HubClient client, String agent) {
    this.terminal = terminal;
    this.client = client;
    this.agent = agent;
  }

  /** Whether there was one in that time. */
  boolean await(Duration timeMax) throws InterruptedException {
    var session = new CompletableFuture<String>();
    SubscriptionListener listener =
        new SubscriptionListener() {
          @Override
          public void session(Message.SessionChanged changed) {
            if (agent.equals(changed.payload().agent())) {
              session.complete(changed.sessionId());
            }
          }
        };
    try (var _ = client.subscribe(Interest.LOBBY.withSummaries(), listener)) {
      long deadline = System.nanoTime() + timeMax.toNanos();
      boolean hasCome = turn(session, deadline);
      terminal
          .out()
          .println(
              hasCome
                  ? "It works: " + client.hub().resolve("/sessions/" + session.join())
                  : "No session has reported in " + timeMax.toSeconds() + " s.");
      return hasCome;
    }
  }

  private boolean turn(CompletableFuture<String> session, long deadline)
      throws InterruptedException {
    for (int i = 0; System.nanoTime() - deadline < 0; i++) {
      spin("Waiting for a session " + SPINNER.charAt(i % SPINNER.length()));
      try {
        session.get(TURN_MILLIS, TimeUnit.MILLISECONDS);
        spin("");
        return true;
      } catch (TimeoutException e) {
        // It turns once more.
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    spin("");
    return false;
  }

  private void spin(String line) {
    if (terminal.isScreen()) {
      terminal.err().print(CLEAR + line);
      terminal.err().flush();
    }
  }
}

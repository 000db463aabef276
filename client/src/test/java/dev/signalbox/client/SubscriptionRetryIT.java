package dev.signalbox.client;

import static dev.signalbox.client.PlayedHub.caughtUp;
import static dev.signalbox.client.PlayedHub.greeting;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether there is another connection after one that has ended, or was never made. */
@Timeout(30)
final class SubscriptionRetryIT {
  private static final Interest EVERYTHING = Interest.LOBBY.everything();

  private final PlayedHub hub = new PlayedHub();
  private final Heard heard = new Heard();

  @AfterEach
  void close() throws IOException {
    hub.close();
  }

  @ParameterizedTest
  @CsvSource({
    "422, '{\"detail\":\"Expected a position\"}', Expected a position",
    "403, '{\"title\":\"Forbidden\"}', The hub answered HTTP 403",
    "404, <h1>Not Found</h1>, 'Expected a hub''s answer, but got HTTP 404'",
    "302, '', 'Expected a hub''s stream of events, but got HTTP 302'",
  })
  void doesNotComeBack_whenTheHubDoesNotWantIt(int status, String body, String reason)
      throws Exception {
    hub.follow(EVERYTHING, heard);
    hub.accept().refuse(status + " No", body);
    assertThat(heard.state(ConnectionState.Closed.class).reason()).isEqualTo(reason);
    assertThat(hub.hasNobodyWaiting()).isTrue();
  }

  @Test
  void doesNotComeBack_whenTheAnswerIsAPage() throws Exception {
    hub.follow(EVERYTHING, heard);
    hub.accept().refuse("200 OK\r\nContent-Type: text/html", "<h1>Welcome</h1>");
    assertThat(heard.state(ConnectionState.Closed.class).reason())
        .isEqualTo("Expected a hub's stream of events, but got HTTP 200 text/html");
  }

  @Test
  void doesNotKeepALongRefusal() throws Exception {
    hub.follow(EVERYTHING, heard);
    hub.accept().refuse("404 Not Found", "{\"detail\":\"" + "x".repeat(1_000_000) + "\"}");
    assertThat(heard.state(ConnectionState.Closed.class).reason())
        .isEqualTo("Expected a hub's answer, but got HTTP 404");
  }

  @ParameterizedTest
  @CsvSource({
    "503, 5, '{\"detail\":\"Too many\"}', 5, Too many",
    "503, 86400, '{\"detail\":\"Too many\"}', 60, Too many",
    "503, 'Mon, 23 Nov 2026 08:00:00 GMT', {}, 0, The hub answered HTTP 503",
    "500, 0, {}, 0, The hub answered HTTP 500",
    "429, -1, {}, 0, The hub answered HTTP 429",
    "502, 0, Bad Gateway, 0, 'Expected a hub''s answer, but got HTTP 502'",
  })
  void comesBackLater_whenTheHubCannotServeItNow(
      int status, String retryAfter, String body, int seconds, String reason) throws Exception {
    hub.follow(EVERYTHING, heard);
    hub.accept().refuse(status + " No\r\nRetry-After: " + retryAfter, body);
    var reconnecting = heard.state(ConnectionState.Reconnecting.class);
    assertThat(reconnecting.reason()).isEqualTo(reason);
    assertThat(reconnecting.delay())
        .isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds).plusMillis(4));
  }

  @Test
  void comesBack_whenTheHubEndsTheStream() throws Exception {
    hub.follow(EVERYTHING, heard);
    PlayedStream stream = hub.accept();
    stream.say(greeting(3));
    stream.end();
    assertThat(heard.state(ConnectionState.Reconnecting.class).reason())
        .isEqualTo("The hub closed the connection");
    assertThat(hub.accept().path()).contains("since=abc:3");
  }

  @Test
  void keepsTrying_whileThereIsNoHub() throws Exception {
    hub.goDown();
    hub.follow(EVERYTHING, heard);
    for (int i = 0; i < 5; i++) {
      assertThat(heard.state(ConnectionState.Reconnecting.class).reason())
          .isEqualTo("No hub answers");
    }
    hub.comeUp();
    hub.accept().say(greeting(3), caughtUp(3));
    heard.state(ConnectionState.Live.class);
  }

  @Test
  void givesUpAConnection_thatHasGoneSilent() throws Exception {
    var hasty = new Pace(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMillis(200));
    hub.follow(EVERYTHING, heard, hasty);
    PlayedStream silent = hub.accept();
    assertThat(heard.state(ConnectionState.Reconnecting.class).reason())
        .isEqualTo("The hub has gone silent");
    assertThat(silent.wasLeft()).isTrue();
    hub.accept();
  }

  @Test
  void endsAtOnce_whenClosedBetweenTwoAttempts() throws Exception {
    var slow = new Pace(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5));
    hub.goDown();
    Subscription subscription = hub.follow(EVERYTHING, heard, slow);
    heard.state(ConnectionState.Reconnecting.class);
    subscription.close();
    assertThat(heard.state(ConnectionState.Closed.class).reason()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"nonsense", "'{\"type\":\"event\",\"position\":\"abc:4\"}'", "'{\"type\":\"gap\"}'"})
  void ends_whenItIsNoHubThatSpeaks(String message) throws Exception {
    hub.follow(EVERYTHING, heard);
    hub.accept().say(message);
    assertThat(heard.state(ConnectionState.Closed.class).reason())
        .startsWith("Expected a message of the hub");
  }
}

package dev.signalbox.client;

import static dev.signalbox.client.PlayedHub.caughtUp;
import static dev.signalbox.client.PlayedHub.event;
import static dev.signalbox.client.PlayedHub.greeting;
import static dev.signalbox.client.PlayedHub.json;
import static dev.signalbox.client.PlayedHub.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
final class SubscriptionTest {
  private static final Interest EVERYTHING = Interest.LOBBY.everything();

  private final PlayedHub hub = new PlayedHub();
  private final Heard heard = new Heard();
  private final List<Subscription> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Subscription::close);
  }

  @Test
  void tellsEverythingInOrder_andHowTheConnectionStands() throws Exception {
    open(EVERYTHING.withSummaries());
    heard.state(ConnectionState.Connecting.class);
    PlayedSocket socket = hub.accept();
    assertThat(socket.address).hasToString("ws://hub.test:4680/ws?view=sessions&sessions=*");
    socket.say(greeting(3));
    heard.state(ConnectionState.CatchingUp.class);
    socket.say(event(4), summary(4), caughtUp(4));
    heard.state(ConnectionState.Live.class);
    socket.say(event(5), "{\"type\":\"of-a-later-hub\"}", event(6), summary(6));
    assertThat(heard.next(6))
        .containsExactly("event 4", "summary 4", "caught up 4", "event 5", "event 6", "summary 6");
  }

  @Test
  void joinsTheParts_ofOneMessage() throws Exception {
    open(EVERYTHING);
    String whole = event(4);
    PlayedSocket socket = hub.accept();
    socket.say(greeting(3));
    socket.sayInParts(whole.substring(0, 20), whole.substring(20, 30), whole.substring(30));
    assertThat(heard.next(1)).containsExactly("event 4");
  }

  @Test
  void goesOnWhereTheConnectionBroke_andTellsNothingTwice() throws Exception {
    open(EVERYTHING);
    PlayedSocket first = hub.accept();
    first.say(greeting(3), event(4), caughtUp(4), event(5));
    first.breakOff();
    assertThat(heard.state(ConnectionState.Reconnecting.class).reason())
        .isEqualTo("The connection to the hub broke");
    PlayedSocket second = hub.accept();
    assertThat(second.address.getQuery()).contains("since=abc:5");
    second.say(greeting(5), event(5), event(6), caughtUp(6));
    assertThat(heard.next(5))
        .containsExactly("event 4", "caught up 4", "event 5", "event 6", "caught up 6");
    assertThat(first.wasAborted()).isTrue();
  }

  @Test
  void asksAgainForASummary_thatTheBreakCutOff() throws Exception {
    open(EVERYTHING.withSummaries());
    PlayedSocket first = hub.accept();
    first.say(greeting(3), caughtUp(3), event(4), summary(4), event(5));
    first.breakOff();
    PlayedSocket second = hub.accept();
    assertThat(second.address.getQuery()).contains("since=abc:4");
    second.say(greeting(4), event(5), summary(5), caughtUp(5));
    assertThat(heard.next(6))
        .containsExactly(
            "caught up 3", "event 4", "summary 4", "event 5", "summary 5", "caught up 5");
    assertThat(heard.rest()).isEmpty();
  }

  @Test
  void keepsItsPlace_whenTheConnectionBreaksBeforeTheFirstEvent() throws Exception {
    open(EVERYTHING);
    PlayedSocket first = hub.accept();
    assertThat(first.address.getQuery()).doesNotContain("since");
    first.say(greeting(7));
    first.breakOff();
    assertThat(hub.accept().address.getQuery()).contains("since=abc:7");
  }

  @Test
  void goesOnAfterAGap_alsoInAnotherLog() throws Exception {
    open(EVERYTHING.since(Position.parse("abc:50")));
    PlayedSocket first = hub.accept();
    assertThat(first.address.getQuery()).contains("since=abc:50");
    String gap = "{'type':'gap','from':'abc:50','to':'xyz:%d','reason':'epoch'}";
    first.say(json("{'type':'subscription_confirmed','position':'xyz:%d'}", 3), json(gap, 3));
    first.say(event(4).replace("abc:", "xyz:"));
    first.breakOff();
    assertThat(heard.next(2)).containsExactly("gap to xyz:3", "event 4");
    assertThat(hub.accept().address.getQuery()).contains("since=xyz:4");
  }

  @ParameterizedTest
  @CsvSource({
    "1008, too fast, The hub refuses this connection: too fast",
    "1009, '', A message was too big for the hub",
    "4401, '', The hub wants a login",
  })
  void doesNotComeBack_whenTheHubDoesNotWantIt(int code, String said, String reason)
      throws Exception {
    open(EVERYTHING);
    PlayedSocket socket = hub.accept();
    socket.say(greeting(3));
    socket.close(code, said);
    assertThat(heard.state(ConnectionState.Closed.class).reason()).isEqualTo(reason);
    assertThat(hub.hasNoConnectionWaiting()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1001, 0, The hub is going away",
    "1006, 0, The hub closed the connection",
    "1013, 5, The hub is overloaded",
    "4429, 10, The hub has too many connections",
  })
  void comesBackLater_whenTheHubCannotServeItNow(int code, int seconds, String reason)
      throws Exception {
    open(EVERYTHING);
    hub.accept().close(code, "");
    var reconnecting = heard.state(ConnectionState.Reconnecting.class);
    assertThat(reconnecting.reason()).isEqualTo(reason);
    assertThat(reconnecting.delay()).isGreaterThanOrEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void keepsTrying_whileThereIsNoHub() throws Exception {
    hub.goDown();
    open(EVERYTHING);
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
    var hasty = new Pace(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMillis(50));
    open(EVERYTHING, heard, hasty);
    PlayedSocket silent = hub.accept();
    silent.say(greeting(3));
    assertThat(heard.state(ConnectionState.Reconnecting.class).reason())
        .isEqualTo("The hub has gone silent");
    assertThat(silent.wasAborted()).isTrue();
    assertThat(hub.accept().address.getQuery()).contains("since=abc:3");
  }

  @Test
  void readsNoFurther_whileTheListenerIsBusy() throws Exception {
    var goOn = new CountDownLatch(1);
    open(EVERYTHING, new BusyListener(goOn), PlayedHub.FAST);
    PlayedSocket socket = hub.accept();
    socket.say(greeting(0));
    socket.say(IntStream.rangeClosed(1, 1_000).mapToObj(PlayedHub::event).toArray(String[]::new));
    assertThat(socket.handedOn()).isLessThan(100);
    goOn.countDown();
    assertThat(heard.next(1_000)).first().isEqualTo("event 1");
    assertThat(socket.handedOn()).isEqualTo(1_001);
  }

  @Test
  void saysGoodbye_andTellsNothingAfterItsEnd() throws Exception {
    Subscription subscription = open(EVERYTHING);
    PlayedSocket socket = hub.accept();
    socket.say(greeting(3), caughtUp(3));
    heard.state(ConnectionState.Live.class);
    subscription.close();
    assertThat(socket.heardGoodbye()).isTrue();
    assertThat(subscription.state()).isEqualTo(new ConnectionState.Closed(null));
    heard.next(1);
    socket.say(event(4));
    assertThat(heard.rest()).isEmpty();
  }

  @Test
  void endsAtOnce_whenClosedBetweenTwoAttempts() throws Exception {
    var slow = new Pace(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5));
    hub.goDown();
    Subscription subscription = open(EVERYTHING, heard, slow);
    heard.state(ConnectionState.Reconnecting.class);
    subscription.close();
    assertThat(heard.state(ConnectionState.Closed.class).reason()).isNull();
  }

  @Test
  void mayBeClosedByItsListener() throws Exception {
    var own = new AtomicReference<Subscription>();
    var ready = new CountDownLatch(1);
    Subscription subscription = open(EVERYTHING, new ClosingListener(own, ready), PlayedHub.FAST);
    own.set(subscription);
    ready.countDown();
    hub.accept().say(greeting(3), event(4), event(5));
    assertThat(heard.state(ConnectionState.Closed.class).reason()).isNull();
    assertThat(heard.next(1)).containsExactly("event 4");
    assertThat(heard.rest()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"nonsense", "'{\"type\":\"event\",\"position\":\"abc:4\"}'", "'{\"type\":\"gap\"}'"})
  void ends_whenItIsNoHubThatSpeaks(String message) throws Exception {
    open(EVERYTHING);
    hub.accept().say(message);
    assertThat(heard.state(ConnectionState.Closed.class).reason())
        .startsWith("Expected a message of the hub");
  }

  @Test
  void knowsItsPosition() throws Exception {
    Subscription subscription = open(EVERYTHING);
    assertThat(subscription.position()).isNull();
    hub.accept().say(greeting(3), event(4), caughtUp(9));
    heard.next(2);
    subscription.close();
    assertThat(subscription.position()).isEqualTo(Position.parse("abc:9"));
  }

  private Subscription open(Interest interest) {
    return open(interest, heard, PlayedHub.FAST);
  }

  private Subscription open(Interest interest, SubscriptionListener listener, Pace pace) {
    var subscription = Subscription.open(hub, PlayedHub.ADDRESS, interest, listener, pace);
    opened.add(subscription);
    return subscription;
  }

  /** Takes its time over the first event. */
  private final class BusyListener implements SubscriptionListener {
    private final CountDownLatch goOn;

    BusyListener(CountDownLatch goOn) {
      this.goOn = goOn;
    }

    @Override
    public void event(LiveEvent event) {
      try {
        assertThat(goOn.await(Heard.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      heard.event(event);
    }
  }

  /** Has had enough after one event. */
  private final class ClosingListener implements SubscriptionListener {
    private final AtomicReference<Subscription> own;
    private final CountDownLatch ready;

    ClosingListener(AtomicReference<Subscription> own, CountDownLatch ready) {
      this.own = own;
      this.ready = ready;
    }

    @Override
    public void event(LiveEvent event) {
      heard.event(event);
      try {
        assertThat(ready.await(Heard.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      own.get().close();
    }

    @Override
    public void state(ConnectionState state) {
      heard.state(state);
    }
  }
}

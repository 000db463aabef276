package dev.signalbox.client;

import static dev.signalbox.client.PlayedHub.caughtUp;
import static dev.signalbox.client.PlayedHub.event;
import static dev.signalbox.client.PlayedHub.greeting;
import static dev.signalbox.client.PlayedHub.json;
import static dev.signalbox.client.PlayedHub.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.protocol.Position;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a subscription tells, over one connection or more, and what it reads. */
@Timeout(30)
final class SubscriptionDeliveryIT {
  private static final Interest EVERYTHING = Interest.LOBBY.everything();

  private final PlayedHub hub = new PlayedHub();
  private final Heard heard = new Heard();

  @AfterEach
  void close() throws IOException {
    hub.close();
  }

  @Test
  void tellsEverythingInOrder_andHowTheConnectionStands() throws Exception {
    hub.follow(EVERYTHING.withSummaries(), heard);
    heard.state(ConnectionState.Connecting.class);
    PlayedStream stream = hub.accept();
    assertThat(stream.path()).isEqualTo("/api/stream?view=sessions&sessions=*");
    stream.say(greeting(3));
    heard.state(ConnectionState.CatchingUp.class);
    stream.say(event(4), summary(4), caughtUp(4));
    heard.state(ConnectionState.Live.class);
    stream.say(event(5), "{\"type\":\"of-a-later-hub\"}", event(6), summary(6));
    assertThat(heard.next(6))
        .containsExactly("event 4", "summary 4", "caught up 4", "event 5", "event 6", "summary 6");
  }

  @Test
  void readsOneMessage_inManyPieces() throws Exception {
    hub.follow(EVERYTHING, heard);
    String whole = event(4);
    PlayedStream stream = hub.accept();
    stream.say(greeting(3));
    stream.sayRaw("data: " + whole.substring(0, 20));
    stream.sayRaw(whole.substring(20, 30));
    stream.sayRaw(whole.substring(30) + "\n");
    stream.sayRaw("\n");
    assertThat(heard.next(1)).containsExactly("event 4");
  }

  @Test
  void goesOnWhereTheConnectionBroke_andTellsNothingTwice() throws Exception {
    hub.follow(EVERYTHING, heard);
    PlayedStream first = hub.accept();
    first.say(greeting(3), event(4), caughtUp(4), event(5));
    first.breakOff();
    assertThat(heard.state(ConnectionState.Reconnecting.class).reason())
        .isEqualTo("The connection to the hub broke");
    PlayedStream second = hub.accept();
    assertThat(second.path()).contains("since=abc:5");
    second.say(greeting(5), event(5), event(6), caughtUp(6));
    assertThat(heard.next(5))
        .containsExactly("event 4", "caught up 4", "event 5", "event 6", "caught up 6");
    assertThat(first.wasLeft()).isTrue();
  }

  @Test
  void asksAgainForASummary_thatTheBreakCutOff() throws Exception {
    hub.follow(EVERYTHING.withSummaries(), heard);
    PlayedStream first = hub.accept();
    first.say(greeting(3), caughtUp(3), event(4), summary(4), event(5));
    first.breakOff();
    PlayedStream second = hub.accept();
    assertThat(second.path()).contains("since=abc:4");
    second.say(greeting(4), event(5), summary(5), caughtUp(5));
    assertThat(heard.next(6))
        .containsExactly(
            "caught up 3", "event 4", "summary 4", "event 5", "summary 5", "caught up 5");
    assertThat(heard.rest()).isEmpty();
  }

  @Test
  void keepsItsPlace_whenTheConnectionBreaksBeforeTheFirstEvent() throws Exception {
    hub.follow(EVERYTHING, heard);
    PlayedStream first = hub.accept();
    assertThat(first.path()).doesNotContain("since");
    first.say(greeting(7));
    first.breakOff();
    assertThat(hub.accept().path()).contains("since=abc:7");
  }

  @Test
  void goesOnAfterAGap_alsoInAnotherLog() throws Exception {
    hub.follow(EVERYTHING.since(Position.parse("abc:50")), heard);
    PlayedStream first = hub.accept();
    assertThat(first.path()).contains("since=abc:50");
    String gap = "{'type':'gap','from':'abc:50','to':'xyz:%d','reason':'epoch'}";
    first.say(json("{'type':'subscription_confirmed','position':'xyz:%d'}", 3), json(gap, 3));
    first.say(event(4).replace("abc:", "xyz:"));
    first.breakOff();
    assertThat(heard.next(2)).containsExactly("gap to xyz:3", "event 4");
    assertThat(hub.accept().path()).contains("since=xyz:4");
  }

  @Test
  void tellsNothing_ofAnEventThatTheBreakCutOff() throws Exception {
    hub.follow(EVERYTHING, heard);
    PlayedStream first = hub.accept();
    first.say(greeting(3), event(4));
    first.sayRaw("data: " + event(5) + "\n");
    first.breakOff();
    PlayedStream second = hub.accept();
    assertThat(second.path()).contains("since=abc:4");
    second.say(greeting(4), event(5), caughtUp(5));
    assertThat(heard.next(3)).containsExactly("event 4", "event 5", "caught up 5");
  }

  @Test
  void readsNoFurther_whileTheListenerIsBusy() throws Exception {
    var goOn = new CountDownLatch(1);
    hub.follow(EVERYTHING, new BusyListener(goOn), PlayedHub.FAST);
    PlayedStream stream = hub.accept();
    stream.say(greeting(0));
    var flood = flood(stream, 40);
    assertThatThrownBy(() -> flood.get(300, TimeUnit.MILLISECONDS))
        .as("the network takes 40 MiB that nobody reads")
        .isInstanceOf(TimeoutException.class);
    goOn.countDown();
    assertThat(heard.next(40)).last().isEqualTo("event 40");
  }

  @Test
  void letsGoOfTheConnection_andTellsNothingAfterItsEnd() throws Exception {
    Subscription subscription = hub.follow(EVERYTHING, heard);
    PlayedStream stream = hub.accept();
    stream.say(greeting(3), caughtUp(3));
    heard.state(ConnectionState.Live.class);
    subscription.close();
    assertThat(stream.wasLeft()).isTrue();
    assertThat(subscription.state()).isEqualTo(new ConnectionState.Closed(null));
    heard.next(1);
    assertThat(heard.rest()).isEmpty();
  }

  @Test
  void letsGoOfTheConnection_thatHasNoAnswerYet() throws Exception {
    Subscription subscription = hub.follow(EVERYTHING, heard);
    PlayedStream stream = hub.accept();
    subscription.close();
    assertThat(stream.wasLeft()).isTrue();
    assertThat(subscription.state()).isEqualTo(new ConnectionState.Closed(null));
  }

  @Test
  void letsGoOfTheConnection_whenMuchIsStillOnItsWay() throws Exception {
    var own = new CompletableFuture<Subscription>();
    own.complete(hub.follow(EVERYTHING, new ClosingListener(own), PlayedHub.FAST));
    PlayedStream stream = hub.accept();
    stream.say(greeting(0));
    assertThatThrownBy(() -> flood(stream, 40).get(Heard.PATIENCE_SECONDS, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(SocketException.class);
    assertThat(heard.next(1)).containsExactly("event 1");
    assertThat(heard.rest()).isEmpty();
  }

  @Test
  void mayBeClosedByItsListener() throws Exception {
    var own = new CompletableFuture<Subscription>();
    own.complete(hub.follow(EVERYTHING, new ClosingListener(own), PlayedHub.FAST));
    hub.accept().say(greeting(3), event(4), event(5));
    assertThat(heard.state(ConnectionState.Closed.class).reason()).isNull();
    assertThat(heard.next(1)).containsExactly("event 4");
    assertThat(heard.rest()).isEmpty();
  }

  @Test
  void knowsItsPosition() throws Exception {
    Subscription subscription = hub.follow(EVERYTHING, heard);
    assertThat(subscription.position()).isNull();
    hub.accept().say(greeting(3), event(4), caughtUp(9));
    heard.next(2);
    subscription.close();
    assertThat(subscription.position()).isEqualTo(Position.parse("abc:9"));
  }

  /** Says so many events of a megabyte each, from 1; fails when the connection is gone. */
  private static CompletableFuture<Void> flood(PlayedStream stream, int events) {
    String text = "x".repeat(1024 * 1024);
    return CompletableFuture.runAsync(
        () -> IntStream.rangeClosed(1, events).forEach(it -> stream.say(event(it, text))),
        Thread::startVirtualThread);
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
    private final CompletableFuture<Subscription> own;

    ClosingListener(CompletableFuture<Subscription> own) {
      this.own = own;
    }

    @Override
    public void event(LiveEvent event) {
      heard.event(event);
      own.orTimeout(Heard.PATIENCE_SECONDS, TimeUnit.SECONDS).join().close();
    }

    @Override
    public void state(ConnectionState state) {
      heard.state(state);
    }
  }
}

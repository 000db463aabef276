package dev.signalbox;

import static dev.signalbox.NumberedMessages.number;
import static dev.signalbox.NumberedMessages.numbers;
import static dev.signalbox.Received.confirmed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.broadcast.Broadcast;
import dev.signalbox.protocol.Position;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions that come and go while the connection lives. */
class SubscriptionIT {
  private TestHub hub;
  private NumberedMessages messages;

  @BeforeEach
  void start(@TempDir Path folder) {
    var smallTail = new Broadcast.Limits(100, 64 * 1024);
    hub = TestHub.start(folder, Tuning.NONE.withLimits(smallTail));
    messages = NumberedMessages.begin(hub);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void subscribe_isConfirmedWithExactlyTheseFields() {
    var client = hub.socket("");
    Received greeting = client.inbox().next();
    String clientId = greeting.json().path("clientId").asText();
    assertThat(greeting.json().toString())
        .isEqualTo(
            ("{'type':'subscription_confirmed','clientId':'%s','position':'%s','recovered':true,"
                    + "'payload':{'clientId':'%s','message':'Connected. A WebSocket is pinged every"
                    + " 25 s, and closed when silent for 60 s; a stream gets a comment every 15 s.'}}")
                .replace('\'', '"')
                .formatted(clientId, hub.position(), clientId));
    client.subscribe("s1");
    Received confirmed = client.inbox().next(Received.ofType("subscription_confirmed"));
    assertThat(confirmed.json().toString())
        .isEqualTo(
            ("{'type':'subscription_confirmed','sessionId':'s1','clientId':'%s','position':'%s',"
                    + "'recovered':true,"
                    + "'payload':{'clientId':'%s','message':'Subscribed to session s1'}}")
                .replace('\'', '"')
                .formatted(clientId, hub.position(), clientId));
  }

  @Test
  void subscribeAndUnsubscribe_addAndTakeAwayEverythingOfOneSession() {
    var client = hub.socket("");
    messages.say("s1", 1);
    client.subscribe("s1");
    client.inbox().next(confirmed("s1"));
    messages.say("s1", 2);
    messages.say("s2", 3);
    assertThat(numbers(hub.untilNow(client))).containsExactly(2);
    client.unsubscribe("s1");
    client.untilPong();
    messages.say("s1", 4);
    assertThat(numbers(hub.untilNow(client))).isEmpty();
    client.subscribe("*");
    client.inbox().next(confirmed("*"));
    messages.say("s2", 5);
    assertThat(numbers(hub.untilNow(client))).containsExactly(5);
    client.unsubscribe("*");
    client.untilPong();
    messages.say("s2", 6);
    assertThat(numbers(hub.untilNow(client))).isEmpty();
  }

  @Test
  void subscribe_fromNow_getsWhatFollowsItsConfirmation() {
    messages.say("s1", 1);
    var client = hub.socket("");
    client.subscribe("s1");
    client.inbox().next(confirmed("s1"));
    messages.say("s1", 2);
    assertThat(numbers(hub.untilNow(client))).containsExactly(2);
  }

  @Test
  void subscribe_sinceAnotherLog_tellsOfTheGapAndGoesOnLive() {
    var client = hub.socket("");
    client.inbox().next(Received.ofType("caught_up"));
    client.subscribe("s1", Position.parse("other:5"));
    Received answer = client.inbox().next();
    assertThat(answer.json().path("recovered").asBoolean()).isFalse();
    assertThat(client.inbox().next().json().toString())
        .isEqualTo(
            "{'type':'gap','from':'other:5','to':'%s','reason':'epoch'}"
                .replace('\'', '"')
                .formatted(hub.position()));
    messages.say("s1", 1);
    assertThat(client.inbox().next(number(1)).sessionId()).isEqualTo("s1");
  }

  @Test
  void subscribe_unknownSession_isRefusedAndTheConnectionGoesOn() {
    var client = hub.socket("");
    client.subscribe("s9");
    assertThat(client.inbox().next(Received.ofType("error")).json().toString())
        .isEqualTo(
            "{'type':'error','code':'unknown-session','payload':'There is no session s9','sessionId':'s9'}"
                .replace('\'', '"'));
    assertThat(hub.untilNow(client)).isEmpty();
  }

  @Test
  void subscribe_moreThanAThousand_isRefusedButEverythingIsNot() {
    var ids = IntStream.range(0, 1_000).mapToObj(i -> "m" + i).toList();
    var client = hub.socket("?sessions=" + String.join(",", ids));
    client.subscribe("s1");
    Received refused = client.inbox().next(Received.ofType("error"));
    assertThat(refused.json().path("code").asText()).isEqualTo("too-many-subscriptions");
    client.subscribe("*");
    client.inbox().next(confirmed("*"));
    client.subscribe("s1");
    client.inbox().next(Received.ofType("error"));
    messages.say("s1", 1);
    client.inbox().next(number(1));
  }
}

package dev.signalbox;

import static dev.signalbox.NumberedMessages.FIRST_AT;
import static dev.signalbox.NumberedMessages.every2nd;
import static dev.signalbox.NumberedMessages.number;
import static dev.signalbox.NumberedMessages.numbers;
import static dev.signalbox.NumberedMessages.numbersOf;
import static dev.signalbox.Received.confirmed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.broadcast.Broadcast;
import dev.signalbox.protocol.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code since} on a subscription: the session's older events, then live, and nothing twice. */
class SubscriptionReplayIT {
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
  void subscribe_since_replaysThenJoinsLiveInOrderAndNothingTwice() {
    messages.sayMany(0, 1_000);
    var client = hub.socket("?sessions=s2");
    client.subscribe("s1", at(0));
    messages.sayMany(1_000, 2_000);
    List<Received> got = client.inbox().until(number(1_999));
    assertThat(numbersOf("s1", got)).containsExactlyElementsOf(every2nd(0, 2_000));
    assertThat(numbersOf("s2", got)).containsExactlyElementsOf(every2nd(1_001, 2_000));
  }

  @Test
  void subscribe_since_endsItsReplayWithCaughtUp() {
    messages.sayMany(0, 100);
    var client = hub.socket("");
    List<Received> replay = replay(client, "s1", at(0));
    assertThat(numbers(replay)).containsExactlyElementsOf(every2nd(0, 100));
    assertThat(replay.getLast().position()).isEqualTo(hub.position());
    List<Received> nothing = replay(client, "s1", hub.position());
    assertThat(nothing)
        .extracting(Received::type)
        .containsExactly("subscription_confirmed", "caught_up");
  }

  @Test
  void subscribe_again_repeatsNothing() {
    messages.sayMany(0, 600);
    var client = hub.socket("");
    client.subscribe("s1", at(300));
    client.subscribe("s1", at(300));
    client.subscribe("s1", at(0));
    client.subscribe("s1");
    List<Received> got = new ArrayList<>(replay(client, "*", at(0)));
    messages.say("s1", 600);
    got.addAll(client.inbox().until(number(600)));
    assertThat(numbers(got)).doesNotHaveDuplicates().hasSize(601);
  }

  @Test
  void unsubscribe_whileOlderEventsAreRead_stopsThem() {
    messages.sayMany(0, 4_000);
    var client = hub.socket("");
    client.subscribe("s1", at(0));
    client.inbox().next(number(0));
    client.unsubscribe("s1");
    client.subscribe("s1", at(0));
    int before = 1 + numbers(client.inbox().until(confirmed("s1"))).size();
    List<Received> rest = client.inbox().until(Received.ofType("caught_up"));
    assertThat(before + numbers(rest).size()).as("each event once").isEqualTo(2_000);
    assertThat(numbers(rest)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void unsubscribe_thenSubscribeFromFurtherBack_repeatsNothing() {
    messages.sayMany(0, 10);
    var client = hub.socket("");
    List<Received> got = new ArrayList<>(replay(client, "s1", at(6)));
    messages.say("s1", 10);
    got.addAll(hub.untilNow(client));
    client.unsubscribe("s1");
    client.untilPong();
    messages.say("s1", 11);
    got.addAll(hub.untilNow(client));
    client.subscribe("s1");
    client.inbox().next(confirmed("s1"));
    messages.say("s1", 12);
    got.addAll(hub.untilNow(client));
    assertThat(numbers(got)).containsExactly(4, 6, 8, 10, 12);
    assertThat(numbers(replay(client, "s1", at(0)))).containsExactly(0, 2, 11);
  }

  @Test
  void subscribe_whileTheConnectionCatchesUp_keepsTheSessionsOrder() {
    messages.sayMany(0, 6_000);
    var client = hub.socket("?sessions=s2&since=" + at(0));
    client.subscribe("s1", at(0));
    List<Received> got = client.inbox().until(number(5_999));
    assertThat(numbersOf("s1", got)).containsExactlyElementsOf(every2nd(0, 6_000));
    assertThat(numbersOf("s2", got)).containsExactlyElementsOf(every2nd(1, 6_000));
  }

  @Test
  void subscribe_whileTheConnectionCatchesUp_isConfirmedBeforeWhatItAdds() {
    messages.sayMany(0, 6_000);
    var client = hub.socket("?sessions=s2&since=" + at(0));
    client.subscribe("s1");
    List<Received> before = client.inbox().until(confirmed("s1"));
    assertThat(numbersOf("s1", before)).isEmpty();
    List<Received> after = client.inbox().until(number(5_999));
    int next = Math.max(0, (int) before.getLast().sequence() + 1 - FIRST_AT);
    assertThat(numbersOf("s1", after)).containsExactlyElementsOf(every2nd(next + next % 2, 6_000));
  }

  @Test
  void subscribe_stepsThatTheLobbyHadWithoutMatter_comeWholeOnce() {
    var client = hub.socket("?since=" + at(0));
    hub.append("s1", "step:started", ",'stepNumber':1,'inputs':{'a':1}");
    hub.append("s1", "step:started", ",'stepNumber':2");
    client.inbox().next(Received.reaching(FIRST_AT + 1));
    List<Received> answer = replay(client, "s1", at(0));
    List<Received> events = answer.stream().filter(Received::isEvent).toList();
    assertThat(events).extracting(Received::sequence).containsExactly((long) FIRST_AT);
    assertThat(events.getFirst().payload().path("inputs").path("a").asInt()).isEqualTo(1);
  }

  @Test
  void subscribe_sessionDeletedAndStartedAgain_getsTheNewOne() {
    messages.sayMany(0, 2_000);
    var client = hub.socket("");
    client.subscribe("s1", at(0));
    hub.delete("/api/sessions/s1");
    messages.say("s1", 5_000);
    List<Received> got = client.inbox().until(number(5_000));
    List<Received> events =
        got.stream().filter(it -> it.isEvent() && it.sessionId().equals("s1")).toList();
    assertThat(events)
        .extracting(it -> it.payload().path("type").asText())
        .endsWith("session:deleted", "session:started", "message:user");
    assertThat(numbers(got)).isSorted().doesNotHaveDuplicates();
    assertThat(hub.untilNow(client)).filteredOn(Received::isEvent).isEmpty();
  }

  /** Subscribes, and returns what came until the replay's end. */
  private static List<Received> replay(SocketClient client, String sessionId, Position since) {
    client.subscribe(sessionId, since);
    List<Received> got = new ArrayList<>(client.inbox().until(confirmed(sessionId)));
    got.addAll(client.inbox().until(Received.ofType("caught_up")));
    return got;
  }

  private Position at(long sequence) {
    return hub.position().at(sequence);
  }
}

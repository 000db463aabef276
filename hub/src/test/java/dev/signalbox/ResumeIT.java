package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.broadcast.Broadcast;
import dev.signalbox.protocol.Position;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Coming back with a position: everything after it, from the tail or from the store. */
class ResumeIT {
  private static final int MANY = 20_000;

  private TestHub hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    hub = TestHub.start(folder);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @ParameterizedTest(name = "from a tail of {0} bytes")
  @ValueSource(longs = {64L * 1024 * 1024, 1024 * 1024, 1})
  void resume_fromTheBeginning_hasEveryEventInOrder(long tailBytes) {
    hub.restart(Tuning.NONE.withLimits(new Broadcast.Limits(100, tailBytes)));
    appendMany(MANY);
    var client = hub.socket("?sessions=*&since=" + at(0));
    var stream = hub.stream("?sessions=*&since=" + at(0));
    hub.append("s1", "message:user", ",'text':'live'");
    assertContiguous(client, 0, MANY + 2);
    assertContiguous(stream, 0, MANY + 2);
  }

  @Test
  void resume_atAnyDepth_hasExactlyTheLaterEvents() {
    hub.restart(Tuning.NONE.withLimits(new Broadcast.Limits(100, 256 * 1024)));
    appendMany(3_000);
    for (long since : List.of(0L, 1L, 999L, 1_500L, 2_990L, 3_000L)) {
      var client = hub.socket("?sessions=*&since=" + at(since));
      Received greeting = client.inbox().next();
      assertThat(greeting.json().path("recovered").asBoolean()).isTrue();
      assertThat(greeting.position()).isEqualTo(at(since));
      List<Received> replay = client.inbox().until(Received.ofType("caught_up"));
      assertThat(replay.getLast().position()).isEqualTo(hub.position());
      assertThat(sequences(replay)).containsExactlyElementsOf(after(since, 3_001));
    }
  }

  @Test
  void caughtUp_comesOnce() {
    appendMany(10);
    var client = hub.socket("?since=" + at(3));
    client.inbox().next(Received.ofType("caught_up"));
    hub.begin("s2");
    hub.append("s2", "session:idle", "");
    assertThat(hub.untilNow(client)).extracting(Received::type).containsOnly("event");
  }

  @ParameterizedTest
  @CsvSource({"other:5, epoch", "other:0, epoch", "%s:999999, future"})
  void resume_fromElsewhere_tellsOfTheGapAndGoesOnLive(String since, String reason) {
    appendMany(5);
    String asked = since.formatted(hub.position().epoch());
    String gap =
        "{'type':'gap','from':'%s','to':'%s','reason':'%s'}"
            .replace('\'', '"')
            .formatted(asked, hub.position(), reason);
    for (LiveClient client :
        List.of(hub.socket("?since=" + asked), hub.streamAfter(asked, "?sessions=s1"))) {
      assertThat(client.inbox().next().json().path("recovered").asBoolean()).isFalse();
      assertThat(client.inbox().next().json().toString()).isEqualTo(gap);
      assertThat(client.inbox().next().type()).isEqualTo("caught_up");
      long next = hub.append("s1", "session:idle", "");
      assertThat(client.inbox().next(Received.reaching(next)).sequence()).isEqualTo(next);
    }
  }

  @Test
  void resume_fromEventsThatAreNoLongerKept_tellsOfTheGapAndSendsTheRest() throws SQLException {
    appendMany(100);
    hub.whileStopped(database -> {
      try (var statement = database.createStatement()) {
        statement.executeUpdate("DELETE FROM event WHERE sequence <= 50");
      }
    });
    for (LiveClient client :
        List.of(
            hub.socket("?sessions=*&since=" + at(10)), hub.stream("?sessions=*&since=" + at(10)))) {
      client.inbox().next(Received.ofType("subscription_confirmed"));
      assertThat(client.inbox().next().json().toString())
          .isEqualTo(
              "{'type':'gap','from':'%s','to':'%s','reason':'retention'}"
                  .replace('\'', '"')
                  .formatted(at(10), at(50)));
      assertContiguous(client, 50, 101);
    }
  }

  @Test
  void resume_afterARestart_hasEachEventOnce() {
    appendMany(100);
    var before = hub.socket("?sessions=*&since=" + at(0));
    Position seen = before.inbox().next(Received.reaching(60)).position();
    hub.restart();
    hub.append("s1", "message:user", ",'text':'after'");
    var after = hub.socket("?sessions=*&since=" + seen);
    assertContiguous(after, 60, 102);
  }

  @Test
  void eventOverTheLimit_arrivesCutAndIsWholeByGet() {
    hub.begin("s1");
    var live = hub.socket("?sessions=s1");
    String output = "é".repeat(20_000);
    long sequence =
        hub.append(
            "s1",
            "tool:completed",
            ",'toolName':'Bash','toolUseId':'t1','output':'%s'".formatted(output));
    var replay = hub.socket("?sessions=s1&since=" + at(0));
    for (LiveClient client : List.of(live, replay)) {
      Received cut = client.inbox().next(Received.event("tool:completed"));
      assertThat(cut.payload().path("truncated").asBoolean()).isTrue();
      assertThat(cut.payload().path("toolUseId").asText()).isEqualTo("t1");
      assertThat(cut.payload().path("output").asText()).startsWith("éé").endsWith("…");
      assertThat(cut.payload().toString().length()).isLessThan(8 * 1024);
    }
    var whole = hub.get("/api/sessions/s1/events/" + sequence).body().path("payload");
    assertThat(whole.path("output").asText()).isEqualTo(output);
    assertThat(whole.has("truncated")).isFalse();
  }

  /** One session's start and so many events; the sequences 1 to count + 1. */
  private void appendMany(int count) {
    hub.begin("s1");
    hub.appendAll(
        IntStream.range(0, count)
            .mapToObj("{'type':'message:user','sessionId':'s1','text':'Number %d'}"::formatted));
  }

  private void assertContiguous(LiveClient client, long since, long last) {
    List<Received> messages = client.inbox().until(Received.reaching(last));
    assertThat(sequences(messages)).containsExactlyElementsOf(after(since, last));
  }

  private Position at(long sequence) {
    return hub.position().at(sequence);
  }

  private static List<Long> sequences(List<Received> messages) {
    return messages.stream().filter(Received::isEvent).map(Received::sequence).toList();
  }

  private static List<Long> after(long since, long last) {
    return LongStream.rangeClosed(since + 1, last).boxed().toList();
  }
}

package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.log.StoredEvent;
import dev.signalbox.protocol.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * R1: {@code kill -9} under load, again and again. No acknowledged event is lost, none is there
 * twice, and a client that resumes has each once and in order.
 */
class KillIT {
  private static final Logger log = LoggerFactory.getLogger(KillIT.class);

  private static final long SEED = Long.getLong("signalbox.seed", 20_261_123);
  private static final int KILLS = Integer.getInteger("signalbox.kills", 10);

  /** Answers before a kill, at most: some thousand events. */
  private static final int ANSWERS_MAX = 60;

  @TempDir private Path data;
  private final SocketClients sockets = new SocketClients();
  private final Writers writers = new Writers(SEED);
  private final List<Received> received = new ArrayList<>();
  private String position = "";

  @AfterEach
  void close() {
    writers.close();
    sockets.close();
  }

  @Test
  void everyAcknowledgedEventIsThereOnce_andReachesAResumingClientOnce() throws Exception {
    log.info("-Dsignalbox.seed={} -Dsignalbox.kills={}", SEED, KILLS);
    var random = new Random(SEED);
    for (int i = 0; i < KILLS; i++) {
      writeAndKill(1 + random.nextInt(ANSWERS_MAX));
    }
    catchUp();
    try (var hub = new StoppedHub(data)) {
      List<StoredEvent> events = hub.events();
      log.info("{} events, {} of them answered", events.size(), writers.acknowledged().size());
      assertThat(events).extracting(StoredEvent::sequence).isEqualTo(upTo(events.size()));
      assertThat(eventIds(events)).doesNotHaveDuplicates();
      assertThat(lost(events)).as("answered, and not there").isEmpty();
      assertThat(received).extracting(Received::sequence).isEqualTo(upTo(events.size()));
      List<String> state = hub.state();
      hub.rebuild();
      assertThat(hub.state()).isEqualTo(state);
    }
  }

  private void writeAndKill(int answers) throws Exception {
    var hub = HubProcess.start(data);
    try (var client = listen(hub)) {
      writers.writeUntil(hub, answers, hub::kill);
      take(client.inbox().untilClosed());
    } finally {
      hub.kill();
    }
  }

  /** The last hub is not killed; it tells the client what it has missed. */
  private void catchUp() throws Exception {
    try (var hub = HubProcess.start(data);
        var client = listen(hub)) {
      take(client.inbox().until(Received.ofType("caught_up")));
    }
  }

  private SocketClient listen(HubProcess hub) {
    return sockets.open(hub.webSocket("?sessions=*&since=" + position));
  }

  private void take(List<Received> messages) {
    assertThat(messages).extracting(Received::type).doesNotContain("gap", "error");
    for (Received message : messages) {
      // The greeting has one too: the client may be cut off before its first event.
      position = message.position().toString();
      if (message.isEvent()) {
        received.add(message);
      }
    }
  }

  private Set<String> lost(List<StoredEvent> events) {
    Set<String> lost = new TreeSet<>(writers.acknowledged());
    eventIds(events).forEach(lost::remove);
    return lost;
  }

  private static List<Long> upTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  /** Events that the hub makes itself, e.g. the inferred start of a session, have none. */
  private static List<String> eventIds(List<StoredEvent> events) {
    return events.stream()
        .map(event -> Json.own(event.json()).path("eventId"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .toList();
  }
}

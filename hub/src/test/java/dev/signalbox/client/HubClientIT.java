package dev.signalbox.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.Config;
import dev.signalbox.Hub;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Position;
import dev.signalbox.protocol.Session.State;
import dev.signalbox.session.Liveness;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests to a real hub. */
final class HubClientIT {
  private Hub hub;
  private HubClient client;

  @BeforeEach
  void open(@TempDir Path folder) {
    hub = Hub.start(new Config("127.0.0.1", 0, folder, Config.Auth.NONE, Liveness.LEASE));
    client = new HubClient(URI.create(hub.url()));
  }

  @AfterEach
  void close() {
    client.close();
    hub.close();
  }

  @Test
  void publishesOneEvent_once() throws InterruptedException {
    ObjectNode fields = Json.object().put("text", "Hi").put("eventId", "e1");
    Event event = Event.of("message:user", "s1", Instant.EPOCH, fields);
    Receipt first = client.publish(event);
    Receipt again = client.publish(event);
    assertThat(first.accepted()).isEqualTo(1);
    assertThat(again.duplicates()).isEqualTo(1);
    assertThat(again.results()).isEqualTo(first.results());
    assertThat(client.info().position()).isEqualTo(first.position());
  }

  @Test
  void publishesAList_andTellsWhatCouldNotBeStored() throws InterruptedException {
    ObjectNode tooMuch = Json.object().put("cwd", "/srv/app");
    tooMuch.putObject("metadata").put("notes", "x".repeat(20_000));
    Event bad = Event.of("session:started", "b", Instant.EPOCH, tooMuch);
    Receipt receipt = client.publish(List.of(started("a", "ana"), bad, started("c", "kim")));
    assertThat(receipt.accepted()).isEqualTo(2);
    assertThat(receipt.rejected()).isEqualTo(1);
    assertThat(receipt.results().get(1).error())
        .extracting(Problem.Fault::path, Problem.Fault::code)
        .containsExactly("metadata", "too-large");
    assertThat(receipt.results())
        .extracting(Receipt.Result::sequence)
        .containsExactly(1L, null, 2L);
    assertThatThrownBy(() -> client.publish(List.of(bad)))
        .hasMessage("None of the events could be stored");
  }

  @Test
  void publishesALongStreamOfLines() throws InterruptedException {
    List<Event> events =
        IntStream.range(0, 5_000).mapToObj(it -> message("s1", "No. " + it)).toList();
    Receipt receipt = client.publishLines(events);
    assertThat(receipt.accepted()).isEqualTo(5_000);
    assertThat(receipt.rejected()).isZero();
    // The session's start is inferred.
    assertThat(receipt.position().sequence()).isEqualTo(5_001);
  }

  @Test
  void listsSessions_andTurnsPages() throws InterruptedException {
    client.publish(List.of(message("a", "Fix it"), started("b", "ana"), started("c", "kim")));
    SessionPage anas = client.sessions(SessionQuery.ALL.of("ana"));
    assertThat(anas.sessions()).extracting(it -> it.id()).containsExactly("b");
    assertThat(client.sessions(SessionQuery.ALL.in(List.of(State.WORKING))).count()).isEqualTo(1);
    var two = SessionQuery.ALL.limit(2);
    SessionPage first = client.sessions(two);
    SessionPage second = client.sessions(two.after(first.nextCursor()));
    assertThat(first.count()).isEqualTo(3);
    assertThat(first.sessions()).extracting(it -> it.id()).containsExactly("c", "b");
    assertThat(second.sessions()).extracting(it -> it.id()).containsExactly("a");
    assertThat(second.nextCursor()).isNull();
  }

  @Test
  void readsASessionWithItsParts_whateverItsId() throws InterruptedException {
    String id = "team/a:1@host.b-c_d";
    client.publish(List.of(started(id, "ana"), ask(id)));
    SessionDetail detail = client.session(id);
    assertThat(detail.session().state()).isEqualTo(State.NEEDS_YOU);
    assertThat(detail.asks()).extracting(Ask::question).containsExactly("May I?");
    assertThat(detail.position()).isEqualTo(client.info().position());
    client.deleteSession(id);
    assertThatThrownBy(() -> client.session(id))
        .isInstanceOfSatisfying(
            HubProblemException.class,
            it -> assertThat(it.problem().code()).isEqualTo("unknown-session"))
        .hasMessageContaining(id);
  }

  @Test
  void saysWhatTheHubSays_whenItRefuses() {
    assertThatThrownBy(() -> client.get("/api/sessions?state=sleepy"))
        .isInstanceOf(HubProblemException.class)
        .hasMessage(
            "Expected state as needs_you, working, idle, lost, failed or ended, but got"
                + " sleepy");
  }

  @Test
  void saysThatThereIsNoHub() throws IOException {
    URI nowhere;
    try (var socket = new ServerSocket(0)) {
      nowhere = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    try (var lost = new HubClient(nowhere)) {
      assertThatThrownBy(() -> lost.publish(message("s1", "Hi")))
          .isInstanceOf(HubUnreachableException.class)
          .hasMessage("No hub answers at " + nowhere);
    }
  }

  @Test
  void readsPositions() throws InterruptedException {
    Position empty = client.info().position();
    assertThat(empty.sequence()).isZero();
    assertThat(client.publish(message("s1", "Hi")).position()).isEqualTo(empty.at(2));
  }

  private static Event message(String sessionId, String text) {
    return Event.of("message:user", sessionId, Instant.EPOCH, Json.object().put("text", text));
  }

  private static Event started(String sessionId, String user) {
    ObjectNode fields = Json.object().put("cwd", "/srv/app").put("user", user);
    return Event.of("session:started", sessionId, Instant.EPOCH, fields);
  }

  private static Event ask(String sessionId) {
    ObjectNode fields = Json.object().put("kind", "approval").put("question", "May I?");
    return Event.of("interaction:awaiting-input", sessionId, Instant.EPOCH, fields);
  }
}

package dev.signalbox.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.log.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
  private final Frames frames = new Frames("k3f9");

  @Test
  void frame_isTheStoredJsonInAnEnvelope() {
    Frame frame = frames.frame(stored("tool:started", "{\"type\":\"tool:started\", \"é\":1.50}"));
    assertThat(text(frame.event()))
        .isEqualTo(
            """
            {"type":"event","sessionId":"s1","position":"k3f9:7","payload":{"type":"tool:started", "é":1.50}}\
            """);
    assertThat(frame.lobbyEvent()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"session:idle", "chain:started", "interaction:awaiting-input", "command:issued"})
  void frame_ofWhatConcernsEverybody_isWholeInTheLobby(String type) {
    Frame frame = frames.frame(stored(type, "{\"result\":1}"));
    assertThat(frame.lobbyEvent()).isSameAs(frame.event());
    assertThat(frame.isWholeInLobby()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tool:started", "message:user", "sessions:x", "session", "robot:danced"})
  void frame_ofAnythingElse_isForSubscribers(String type) {
    Frame frame = frames.frame(stored(type, "{}"));
    assertThat(frame.event()).isNotNull();
    assertThat(frame.lobbyEvent()).isNull();
    assertThat(frame.isWholeInLobby()).isFalse();
  }

  @Test
  void frame_ofAStep_isReducedInTheLobby() {
    Frame frame =
        frames.frame(stored("step:completed", "{\"stepNumber\":1,\"result\":2,\"inputs\":3}"));
    assertThat(text(frame.event())).contains("\"result\":2");
    assertThat(text(frame.lobbyEvent())).endsWith("\"payload\":{\"stepNumber\":1}}");
    assertThat(frame.isWholeInLobby()).isFalse();
  }

  @Test
  void frame_ofAStepWithoutMatter_isWholeInTheLobby() {
    Frame frame = frames.frame(stored("step:started", "{\"stepNumber\":1}"));
    assertThat(frame.lobbyEvent()).isSameAs(frame.event());
    assertThat(frame.isWholeInLobby()).isTrue();
  }

  @Test
  void frame_ofADeletedSessionsEvent_isATombstone() {
    var tombstone = new StoredEvent(7, "", "event:deleted", Instant.EPOCH, new byte[0]);
    Frame frame = frames.frame(tombstone);
    assertThat(frame.sequence()).isEqualTo(7);
    assertThat(frame.event()).isNull();
    assertThat(frame.lobbyEvent()).isNull();
  }

  @Test
  void frame_ofAForeignEventWithTheTombstonesType_isDelivered() {
    assertThat(frames.frame(stored("event:deleted", "{}")).event()).isNotNull();
  }

  private static StoredEvent stored(String type, String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new StoredEvent(7, "s1", type, Instant.EPOCH, bytes);
  }

  private static String text(@Nullable Outgoing message) {
    return message == null ? "" : new String(message.json(), StandardCharsets.UTF_8);
  }
}

package dev.signalbox.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(Heard.PATIENCE_SECONDS);

  private final Line line = new Line();
  private final PlayedSocket socket = new PlayedSocket(PlayedHub.ADDRESS, line);

  @Test
  void takesAPingAsASignOfLife() throws InterruptedException {
    line.onPing(socket, ByteBuffer.allocate(0));
    assertThat(line.next(PATIENCE)).isEqualTo(new Line.Signal.Sign());
  }

  @Test
  void endsWithAMessage_thatIsTooLong() throws InterruptedException {
    String half = "x".repeat(Line.MESSAGE_CHARS_MAX / 2 + 1);
    line.onText(socket, half, false);
    line.onText(socket, half, true);
    assertThat(line.next(PATIENCE))
        .isEqualTo(
            new Line.Signal.Over(
                new Ending.Refused("Expected messages of at most 4194304 characters")));
  }

  @Test
  void knowsASilence() throws InterruptedException {
    assertThat(line.next(Duration.ofMillis(1))).isNull();
  }
}

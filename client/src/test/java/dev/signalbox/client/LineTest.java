package dev.signalbox.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

final class LineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(Heard.PATIENCE_SECONDS);

  private final Line line = new Line();
  private final Asked asked = new Asked();

  @Test
  void asksForTheNextPart_onlyWhenOneHasBeenTaken() throws InterruptedException {
    line.onSubscribe(asked);
    assertThat(asked.parts).isEqualTo(1);
    line.onNext(List.of(buffer("one "), buffer("part")));
    assertThat(line.next(PATIENCE))
        .isInstanceOfSatisfying(
            Line.Signal.Part.class,
            part -> assertThat(part.bytes()).asString().isEqualTo("one part"));
    assertThat(asked.parts).isEqualTo(1);
    line.taken();
    assertThat(asked.parts).isEqualTo(2);
  }

  @Test
  void letsGoOfAStream_alsoOfOneThatOpensTooLate() {
    line.onSubscribe(asked);
    line.close();
    assertThat(asked.isCancelled).isTrue();
    var late = new Asked();
    line.onSubscribe(late);
    assertThat(late.isCancelled).isTrue();
    assertThat(late.parts).isZero();
  }

  @Test
  void tellsHowItEnds() throws InterruptedException {
    line.onComplete();
    line.onError(new IOException("Connection reset"));
    assertThat(line.next(PATIENCE)).isEqualTo(over("The hub closed the connection"));
    assertThat(line.next(PATIENCE)).isEqualTo(over("The connection to the hub broke"));
  }

  @Test
  void knowsASilence() throws InterruptedException {
    assertThat(line.next(Duration.ofMillis(1))).isNull();
  }

  private static Line.Signal over(String reason) {
    return new Line.Signal.Over(Ending.retry(reason));
  }

  private static ByteBuffer buffer(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  /** What the line has asked the network for. */
  private static final class Asked implements Flow.Subscription {
    private long parts;
    private boolean isCancelled;

    @Override
    public void request(long more) {
      parts += more;
    }

    @Override
    public void cancel() {
      isCancelled = true;
    }
  }
}

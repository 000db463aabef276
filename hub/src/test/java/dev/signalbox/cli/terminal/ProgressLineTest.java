package dev.signalbox.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  private final AtomicLong nanoTime = new AtomicLong();
  private final StringWriter shown = new StringWriter();

  @Test
  void staysQuiet_whenItIsSoonOver() {
    ProgressLine line = on(Terminal.Kind.SCREEN);
    pass(Duration.ofMillis(1_900));
    line.show(1, 2);
    line.clear();
    assertThat(shown.toString()).isEmpty();
  }

  @Test
  void writesOverItsLine_onAScreen() {
    ProgressLine line = on(Terminal.Kind.SCREEN);
    pass(Duration.ofSeconds(2));
    line.show(1_500, 6_000);
    line.show(1_501, 6_000);
    pass(Duration.ofMillis(100));
    line.show(3_000, 6_000);
    line.clear();
    String clear = "\r\u001b[K";
    assertThat(shown.toString())
        .isEqualTo(
            clear
                + "Rebuilding: 25 % (1,500 of 6,000 events)"
                + clear
                + "Rebuilding: 50 % (3,000 of 6,000 events)"
                + clear);
  }

  @Test
  void writesALineNowAndThen_elsewhere() {
    ProgressLine line = on(Terminal.Kind.PLAIN);
    pass(Duration.ofSeconds(2));
    line.show(1, 4);
    pass(Duration.ofSeconds(9));
    line.show(2, 4);
    pass(Duration.ofSeconds(1));
    line.show(3, 4);
    line.clear();
    assertThat(shown.toString().lines())
        .containsExactly("Rebuilding: 25 % (1 of 4 events)", "Rebuilding: 75 % (3 of 4 events)");
  }

  private ProgressLine on(Terminal.Kind kind) {
    var err = new PrintWriter(shown);
    return new ProgressLine(new Terminal(err, err, kind, 80), "Rebuilding", nanoTime::get);
  }

  private void pass(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }
}

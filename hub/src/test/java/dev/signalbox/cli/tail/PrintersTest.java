package dev.signalbox.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.protocol.Message;
import dev.signalbox.protocol.Position;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever answers as a hub, a terminal obeys nothing of it. */
final class PrintersTest {
  private static final StringWriter WRITTEN = new StringWriter();
  private static final Terminal TERMINAL =
      new Terminal(
          new PrintWriter(WRITTEN, true), new PrintWriter(WRITTEN, true), Terminal.Kind.PLAIN, 200);

  @BeforeEach
  void forget() {
    WRITTEN.getBuffer().setLength(0);
  }

  static Stream<TailPrinter> printers() {
    return Stream.of(
        new LinePrinter(TERMINAL, new SessionTitles(), LinePrinter.Scope.MANY_SESSIONS),
        new JsonPrinter(TERMINAL));
  }

  @ParameterizedTest
  @MethodSource("printers")
  void aReasonToClose_isShownAsPlainText(TailPrinter printer) {
    printer.lost("Gone\u001b]0;owned\u0007 \u009b2Jfor now\nand more", Duration.ofSeconds(2));
    assertThat(WRITTEN.toString())
        .endsWith("Gone for now and more; trying again in 2.0s" + System.lineSeparator())
        .doesNotContain("\u001b", "\u009b");
  }

  @ParameterizedTest
  @MethodSource("printers")
  void aGapsPositions_areShownAsPlainText(TailPrinter printer) {
    printer.gap(new Message.Gap("a\u009b31mb:1", new Position("c", 7), Message.Gap.Reason.EPOCH));
    assertThat(WRITTEN.toString()).contains("b:1").doesNotContain("\u001b", "\u009b");
  }
}

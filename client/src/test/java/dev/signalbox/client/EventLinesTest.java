package dev.signalbox.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EventLinesTest {
  @Test
  void putsEachEventOnALine_severalInAPiece() {
    List<String> pieces = pieces(IntStream.range(0, 500).mapToObj(EventLinesTest::event));
    assertThat(pieces).hasSizeBetween(2, 10);
    assertThat(String.join("", pieces).lines()).hasSize(500).allMatch(it -> it.startsWith("{"));
  }

  @Test
  void takesNoMoreEvents_thanAPieceNeeds() {
    Iterator<Event> endless = Stream.iterate(0, it -> it + 1).map(EventLinesTest::event).iterator();
    assertThat(new EventLines(endless).next().length).isBetween(16 * 1024, 17 * 1024);
  }

  @Test
  void hasNothing_forNoEvents() {
    assertThat(pieces(Stream.of())).isEmpty();
  }

  private static List<String> pieces(Stream<Event> events) {
    var pieces = new ArrayList<String>();
    new EventLines(events.iterator())
        .forEachRemaining(piece -> pieces.add(new String(piece, StandardCharsets.UTF_8)));
    return pieces;
  }

  private static Event event(int number) {
    var fields = Json.object().put("text", "Message\nno. " + number);
    return Event.of("message:user", "s1", Instant.EPOCH, fields);
  }
}

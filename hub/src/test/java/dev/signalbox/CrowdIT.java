package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.Position;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of clients at once: nobody misses an event, whatever the others do. */
class CrowdIT {
  private static final Pattern POSITION = Pattern.compile("\"position\":\"\\w+:(\\d+)\"");

  private final List<RawSocket> opened = new ArrayList<>();
  private TestHub hub;
  private NumberedMessages messages;

  @BeforeEach
  void start(@TempDir Path folder) {
    hub = TestHub.start(folder);
    messages = NumberedMessages.begin(hub);
  }

  @AfterEach
  void stop() {
    opened.forEach(RawSocket::close);
    hub.close();
  }

  @Test
  void fiveThousand_whoReconnectAfterARestart_getEachEventOnce() {
    Position before = hub.position();
    messages.sayMany(0, 200);
    hub.restart();
    List<RawSocket> crowd = crowd(5_000, "?sessions=*&since=" + before);
    messages.sayMany(200, 250);
    for (RawSocket client : crowd) {
      assertContiguous(client, before.sequence() + 1, 250);
    }
  }

  @Test
  void oneThatStallsAmongTwoThousand_slowsNobody_andCatchesUpExactly() {
    RawSocket stalled = open("?sessions=*");
    long first = hub.position().sequence() + 1;
    List<RawSocket> crowd = crowd(2_000, "?sessions=*");
    for (int round = 0; round < 20; round++) {
      messages.sayMany(round * 20, round * 20 + 20);
      // Everybody has this round before the next: the one who does not read holds nobody up.
      for (RawSocket client : crowd) {
        assertContiguous(client, first + round * 20L, 20);
      }
    }
    messages.sayMany(400, 10_000);
    crowd.forEach(RawSocket::close);
    assertContiguous(stalled, first, 10_000);
  }

  @Test
  void oneThatIsNowSlowNowFast_getsEachEventOnce() {
    long first = hub.position().sequence() + 1;
    RawSocket client = open("?sessions=*");
    int said = 0;
    for (int round = 1; round <= 20; round++) {
      // Far more than fits into the network, then next to nothing, by turns.
      int count = round % 2 == 0 ? 10 : 1_000;
      messages.sayMany(said, said + count);
      int read = count / 2;
      assertContiguous(client, first, read);
      first += read;
      said += count;
    }
    assertContiguous(client, first, Math.toIntExact(said + NumberedMessages.FIRST_AT - first));
  }

  @Test
  void aCrowdOfMixedFilters_getsEachItsOwn() {
    List<RawSocket> all = crowd(100, "?sessions=*");
    List<RawSocket> evens = crowd(100, "?sessions=s1");
    List<RawSocket> odds = crowd(100, "?sessions=s2");
    List<RawSocket> lobby = crowd(100, "");
    messages.sayMany(0, 1_000);
    long end = hub.append("s1", "session:ended", "");
    all.forEach(it -> assertSequences(it, sequences(0, 1_000, 1), end));
    evens.forEach(it -> assertSequences(it, sequences(0, 1_000, 2), end));
    odds.forEach(it -> assertSequences(it, sequences(1, 1_000, 2), end));
    lobby.forEach(it -> assertSequences(it, List.of(), end));
  }

  private List<RawSocket> crowd(int clients, String query) {
    return Stream.generate(() -> open(query)).limit(clients).toList();
  }

  private RawSocket open(String query) {
    RawSocket socket = RawSocket.open(hub, query);
    opened.add(socket);
    // The greeting: from here on its position is fixed, and what is written comes after it.
    socket.read(RawSocket.TEXT);
    return socket;
  }

  private static void assertContiguous(RawSocket client, long first, int count) {
    for (long expected = first; expected < first + count; expected++) {
      assertThat(nextEvent(client)).isEqualTo(expected);
    }
  }

  private static void assertSequences(RawSocket client, List<Long> expected, long end) {
    for (long sequence : expected) {
      assertThat(nextEvent(client)).isEqualTo(sequence);
    }
    assertThat(nextEvent(client)).isEqualTo(end);
  }

  private static List<Long> sequences(int from, int to, int step) {
    return IntStream.iterate(from, it -> it < to, it -> it + step)
        .mapToObj(it -> (long) NumberedMessages.FIRST_AT + it)
        .toList();
  }

  /** The sequence of the next event; parsed by hand, since there are a million of them. */
  private static long nextEvent(RawSocket client) {
    while (true) {
      String text = new String(client.read(RawSocket.TEXT).payload(), StandardCharsets.UTF_8);
      Matcher position = POSITION.matcher(text);
      if (text.startsWith("{\"type\":\"event\"") && position.find()) {
        return Long.parseLong(position.group(1));
      }
    }
  }
}

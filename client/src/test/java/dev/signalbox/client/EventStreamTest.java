package dev.signalbox.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventStreamTest {
  private final EventStream stream = new EventStream();

  @Test
  void findsTheDataOfEachEvent_amongCommentsAndOtherFields() {
    assertThat(
            read(
                """
                retry: 2000

                : still here

                event: event
                id: k3f9:17
                data: {"a":1}

                : still here
                data:{"b": 2}
                unknown
                id

                """))
        .containsExactly("{\"a\":1}", "{\"b\": 2}");
  }

  @Test
  void joinsTheLinesOfOneEvent() {
    assertThat(read("data: a\ndata:  b\ndata\ndata:\ndata: c\n\n")).containsExactly("a\n b\n\n\nc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void takesEveryKindOfLineEnd_andPartsCutAnywhere(String end) {
    String text = String.join(end, "data: Grüße", "data: 日本", "", ":", "", "data: 👩‍🚀", "", "");
    byte[] bytes = text.getBytes(UTF_8);
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = first; second <= bytes.length; second++) {
        var cut = new EventStream();
        List<String> messages = new ArrayList<>(cut.read(Arrays.copyOfRange(bytes, 0, first)));
        messages.addAll(cut.read(Arrays.copyOfRange(bytes, first, second)));
        messages.addAll(cut.read(Arrays.copyOfRange(bytes, second, bytes.length)));
        assertThat(messages).containsExactly("Grüße\n日本", "👩‍🚀");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "data: a", "data: a\n", "data: a\nda"})
  void tellsNothing_ofAnEventThatIsNotWhole(String beginning) {
    assertThat(read(beginning)).isEmpty();
  }

  @Test
  void tellsNothing_ofAnEventWithoutData() {
    assertThat(read("event: event\nid: k3f9:17\n\n\n\nDATA: a\n\ndatabase: a\n\n")).isEmpty();
  }

  @Test
  void takesAnEvent_ofTheGreatestLength() {
    String longest = "x".repeat(EventStream.EVENT_BYTES_MAX - "data:".length());
    assertThat(read("data:" + longest + "\n\ndata:" + longest + "\n\n"))
        .containsExactly(longest, longest);
  }

  @Test
  void refusesALongerEvent_inOneLineOrMany() {
    String half = "x".repeat(EventStream.EVENT_BYTES_MAX / 2);
    assertThat(read("data:" + half)).isEmpty();
    assertThatThrownBy(() -> read(half))
        .hasMessage("Expected events of at most 16777216 bytes, but got a longer one");
    var lines = new EventStream();
    assertThat(lines.read(("data:" + half + "\n").getBytes(UTF_8))).isEmpty();
    assertThatThrownBy(() -> lines.read(("data:" + half + "\n").getBytes(UTF_8)))
        .isInstanceOf(MalformedMessageException.class);
  }

  private List<String> read(String text) {
    return stream.read(text.getBytes(UTF_8));
  }
}

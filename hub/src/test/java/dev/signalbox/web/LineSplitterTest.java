package dev.signalbox.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class LineSplitterTest {
  private final List<String> lines = new ArrayList<>();

  @Test
  void cutsAtLineEnds_whereverTheBuffersEnd() {
    split(10, "ab", "c\n", "\n", "d\ne");
    assertThat(lines).containsExactly("abc", "", "d", "e");
  }

  @Test
  void anEndedLastLine_isNoEmptyLineMore() {
    split(10, "a\n");
    assertThat(lines).containsExactly("a");
  }

  @Test
  void aLineOverTheLimit_isSkipped_andSaidSo() {
    split(3, "abcd\nabc\nab", "cd", "ef\nx\n", "12345");
    assertThat(lines).containsExactly("too long", "abc", "too long", "x", "too long");
  }

  @Property(tries = 200)
  void theParts_makeNoDifference(
      @ForAll @Size(max = 6)
          List<@CharRange(from = 'a', to = 'c') @StringLength(max = 5) String> words,
      @ForAll @IntRange(min = 1, max = 7) int partLength) {
    String text = String.join("\n", words) + "\n";
    var parts = new ArrayList<String>();
    for (int i = 0; i < text.length(); i += partLength) {
      parts.add(text.substring(i, Math.min(text.length(), i + partLength)));
    }
    lines.clear();
    split(3, parts.toArray(String[]::new));
    assertThat(lines)
        .isEqualTo(
            (words.isEmpty() ? List.of("") : words)
                .stream().map(word -> word.length() > 3 ? "too long" : word).toList());
  }

  private void split(int max, String... parts) {
    var splitter =
        new LineSplitter(
            max, line -> lines.add(line == null ? "too long" : new String(line, UTF_8)));
    for (String part : parts) {
      splitter.add(Buffer.buffer(part));
    }
    splitter.end();
  }
}

package dev.signalbox.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextsTest {
  @Test
  void cut_leavesWhatFits() {
    assertThat(Texts.cut("", 2)).isEmpty();
    assertThat(Texts.cut("abc", 3)).isEqualTo("abc");
    assertThat(Texts.cut("abcd", 3)).isEqualTo("ab…");
  }

  @Test
  void cut_neverHalvesACharacter() {
    assertThat(Texts.cut("a😀b", 3)).isEqualTo("a…");
    assertThat(Texts.cut("a😀bc", 4)).isEqualTo("a😀…");
    assertThat(Texts.cut("😀😀", 2)).isEqualTo("…");
  }

  @Test
  void line_makesOneLineOfMany() {
    assertThat(Texts.line("  a \n\t b\r\nc  ", 20)).isEqualTo("a b c");
    assertThat(Texts.line("a\n\n\nbcdef", 5)).isEqualTo("a bc…");
  }

  @Test
  void line_saysThatMoreCame_evenWhenWhatIsLeftIsShort() {
    assertThat(Texts.line("a" + " ".repeat(500) + "b", 10)).isEqualTo("a …");
  }

  @Property(tries = 500)
  void line_isShort_oneLine_andWholeCharacters(
      @ForAll String text, @ForAll @IntRange(min = 2, max = 40) int max) {
    String line = Texts.line(text.repeat(9), max);
    assertThat(line).hasSizeLessThanOrEqualTo(max).doesNotContain("\n", "\t", "\r", "  ");
    assertThat(hasHalves(line) && !hasHalves(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "7,             7",
        "true,          true",
        "null,          null",
        "'',            an empty string",
        "'yes\\nplease', \"yes please\"",
        "[1],           an array",
        "{},            an object",
      })
  void came_showsAShortValue_orItsKind(String json, String shown) {
    assertThat(Texts.came(Quoted.json(json))).isEqualTo(shown);
    assertThat(Texts.came(Json.object().path("absent"))).isEqualTo("nothing");
  }

  private static boolean hasHalves(String text) {
    return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= 0xdfff);
  }
}

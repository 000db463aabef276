package dev.signalbox.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainTextTest {
  @ParameterizedTest
  @CsvSource({
    "red: \u001b[31mred\u001b[0m!, red: red!",
    "gone\u001b[2J\u001b[1;1H here, gone here",
    "a title \u001b]0;owned\u0007stays off, a title stays off",
    "a link \u001b]8;;http://x\u001b\\text\u001b]8;;\u001b\\., a link text.",
    "a clipboard \u001b]52;c;cm0gLXJm, a clipboard",
    "a device string \u001bP1$r0m\u001b\\!, a device string !",
    "eight bits \u009b31mred\u009dtitle\u009c, eight bits red",
    "reset \u001bc and charset \u001b(0., reset  and charset .",
    "bell\u0007 back\b space\u0000, bell back space",
    "'over\rwritten', over written",
    "left \u202eto right\u202c, left to right",
    "naïve 日本 👩‍💻 · ✓, naïve 日本 👩‍💻 · ✓",
  })
  void removesWhatATerminalWouldObey(String said, String shown) {
    assertThat(PlainText.line(said, 100).replace("  ", " ")).isEqualTo(shown.replace("  ", " "));
  }

  @Test
  void keepsLineBreaksAndTabs_butNotInALine() {
    assertThat(PlainText.of("a\tb\r\nc\rd")).isEqualTo("a\tb\nc\nd");
    assertThat(PlainText.line("a\tb\r\nc\rd", 100)).isEqualTo("a b c d");
  }

  @Test
  void cutsALine() {
    assertThat(PlainText.line("abcdef", 4)).isEqualTo("abc…");
    assertThat(PlainText.line("\u001b[31m".repeat(1_000_000) + "x", 4)).isEmpty();
  }

  @Property
  void leavesNoControlCharacter(
      @ForAll
          @StringLength(max = 60)
          @Chars({'\u001b', '[', ']', '\u009b', '\u0007', '\\', 'm', ';', 'P', '\n', 'a', '\r'})
          String said) {
    assertThat(PlainText.of(said).chars())
        .allMatch(character -> character == '\n' || !Character.isISOControl(character));
  }
}

package dev.signalbox.agents.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddedLinesTest {
  private static final AddedLines LINES =
      AddedLines.like("# ours\nhub = \"%s\"", "%s", Pattern.compile("[^\\s\"]+"));
  private static final String HERE = "# ours\nhub = \"http://127.0.0.1:4680\"";
  private static final String THERE = "# ours\nhub = \"http://hub.lan:9000\"";

  @Property(tries = 400)
  void takingThemOutGivesTheTextOfBefore(@ForAll("texts") String before) {
    String with = LINES.into(Optional.of(before), HERE);
    assertThat(LINES.areIn(with)).isTrue();
    assertThat(LINES.into(Optional.of(with), HERE)).isEqualTo(with);
    assertThat(LINES.outOf(with)).hasValue(before);
  }

  @Property(tries = 200)
  void othersTakeTheirPlace(@ForAll("texts") String before) {
    String with = LINES.into(Optional.of(before), HERE);
    assertThat(LINES.into(Optional.of(with), THERE))
        .isEqualTo(LINES.into(Optional.of(before), THERE));
  }

  @ParameterizedTest
  @CsvSource({
    "'a = 1\n',     'a = 1\n# ours\nhub = \"http://127.0.0.1:4680\"\n'",
    "'a = 1',       'a = 1\n# ours\nhub = \"http://127.0.0.1:4680\"'",
    "'a = 1\r\n',   'a = 1\r\n# ours\r\nhub = \"http://127.0.0.1:4680\"\r\n'",
    "'',            '# ours\nhub = \"http://127.0.0.1:4680\"'",
  })
  void theyComeLast_inTheStyleOfTheFile(String before, String after) {
    assertThat(LINES.into(Optional.of(before), HERE)).isEqualTo(after);
  }

  @Test
  void aFileThatTheyMadeIsGoneWithThem() {
    String made = LINES.into(Optional.empty(), HERE);
    assertThat(made).isEqualTo(HERE + "\n");
    assertThat(LINES.outOf(made)).isEmpty();
  }

  @Test
  void whatCameAfterThemStays() {
    String with = LINES.into(Optional.of("a = 1\n"), HERE) + "[new]\nb = 2\n";
    assertThat(LINES.outOf(with)).hasValue("a = 1\n[new]\nb = 2\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'# ours\nhub = \"x\" # changed\n'",
    "'x# ours\nhub = \"x\"\n'",
    "'# ours\n'",
    "'# ours\n\nhub = \"x\"\n'",
  })
  void linesThatSomebodyChangedAreNotOurs(String text) {
    assertThat(LINES.areIn(text)).isFalse();
    assertThat(LINES.outOf(text)).hasValue(text);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a = 1", "", "[table]", "# ours", "b = \"é\"", " ")
        .list()
        .ofMaxSize(5)
        .flatMap(lines ->
            Arbitraries.of("\n", "\r\n")
                .flatMap(
                    end -> Arbitraries.of("", end).map(last -> String.join(end, lines) + last)));
  }
}

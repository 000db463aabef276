package dev.signalbox.agents.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agents.settings.Part.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings with comments, which stay with what they are about. Line ends are written ⏎. */
final class CommentedJsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {⏎  "a": 0 // why⏎}            | {⏎  "a": 0, // why⏎  "new": 1⏎}
          {⏎  "a": 0 /*x*/ // y⏎}        | {⏎  "a": 0, /*x*/ // y⏎  "new": 1⏎}
          {⏎  "a": 0⏎  // the end⏎}      | {⏎  "a": 0,⏎  "new": 1⏎  // the end⏎}
          { "a": 0 /* why */ }           | { "a": 0, /* why */ "new": 1 }
          {"a": 0 // why⏎}               | {"a": 0, // why⏎"new": 1⏎}
          {⏎  // nothing yet⏎}           | {⏎  // nothing yet⏎  "new": 1⏎}
          // first⏎{⏎  "a": "//"⏎}       | // first⏎{⏎  "a": "//",⏎  "new": 1⏎}
          """)
  void aNewFieldComesAfterTheCommentOfTheLast_andGoesWithoutATrace(String before, String after) {
    JsonText json = JsonText.parseWithComments(written(before));
    JsonText with = json.with(json.root(), "new", "1");
    assertThat(with.text()).isEqualTo(written(after));
    assertThat(without(with, "new")).isEqualTo(written(before));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"x": 1, // x⏎ "a": 0}         | {// x⏎ "a": 0}
          {"x": 1, /* of a */ "a": 0}    | {/* of a */ "a": 0}
          {"a": 0, // of a⏎ "x": 1}      | {"a": 0 // of a⏎ }
          {"a": 0 /*,*/, "x": 1 // x⏎}   | {"a": 0 /*,*/ // x⏎}
          {"a": 0, "x": 1, // x⏎ "b": 2} | {"a": 0, // x⏎ "b": 2}
          {/* only */ "x": 1}            | {/* only */}
          """)
  void whatIsRemovedLeavesAllComments_forNobodyKnowsWhoseTheyAre(String before, String after) {
    String rest = without(JsonText.parseWithComments(written(before)), "x");
    assertThat(rest).isEqualTo(written(after));
  }

  @Test
  void tellsWhatIsTheSame_whateverIsWrittenAround() {
    JsonText json = JsonText.parseWithComments("{\"a\": {/* one */ \"b\":1}}");
    Part a = json.root().field("a").orElseThrow();
    assertThat(json.isSame(a, "{\"b\": 1}")).isTrue();
    assertThat(json.isSame(a, "{\"b\": 2}")).isFalse();
  }

  @Test
  void trailingCommasAreRefused() {
    assertThatThrownBy(() -> JsonText.parseWithComments("{\"a\": 1,}"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("Expected JSON, but it breaks at line 1");
  }

  private static String without(JsonText json, String name) {
    Member member = json.root().member(name).orElseThrow();
    return json.without(json.root(), member).text();
  }

  private static String written(String marked) {
    return marked.replace("⏎", "\n");
  }
}

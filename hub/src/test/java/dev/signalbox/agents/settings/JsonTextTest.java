package dev.signalbox.agents.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agents.settings.Part.Items;
import dev.signalbox.agents.settings.Part.Member;
import dev.signalbox.agents.settings.Part.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTextTest {
  /** Line ends are written ⏎ or ↵ (with a carriage return), tabs ⇥. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                         | {⏎  "new": 1⏎}
          {⏎}                        | {⏎  "new": 1⏎}
          {⏎  "a": 0⏎}⏎              | {⏎  "a": 0,⏎  "new": 1⏎}⏎
          {⏎    "a": 0⏎}             | {⏎    "a": 0,⏎    "new": 1⏎}
          {⏎⇥"a": 0⏎}                | {⏎⇥"a": 0,⏎⇥"new": 1⏎}
          {↵  "a": 0↵}               | {↵  "a": 0,↵  "new": 1↵}
          {"a": 0}                   | {"a": 0, "new": 1}
          { "a": 0 }                 | { "a": 0, "new": 1 }
          {"a":0}                    | {"a":0,"new":1}
          {"a":0,⏎ "b":0}            | {"a":0,⏎ "b":0, "new": 1}
          {⏎"a": 0⏎  ,"b"  :  0  ⏎}  | {⏎"a": 0⏎  ,"b"  :  0,⏎"new": 1  ⏎}
          \uFEFF{"a": "ü"}           | \uFEFF{"a": "ü", "new": 1}
          """)
  void aNewFieldComesLast_inTheStyleOfTheOthers(String before, String after) {
    JsonText json = JsonText.parse(written(before));
    JsonText with = json.with(json.root(), "new", "1");
    assertThat(with.text()).isEqualTo(written(after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {⏎  "list": []⏎}                  | {⏎  "list": [⏎    9⏎  ]⏎}
          {⏎  "list": [1]⏎}                 | {⏎  "list": [1, 9]⏎}
          {⏎  "list": [⏎    1,⏎    2⏎  ]⏎}  | {⏎  "list": [⏎    1,⏎    2,⏎    9⏎  ]⏎}
          {"list":[1]}                      | {"list":[1,9]}
          {"list":[]}                       | {"list":[9]}
          """)
  void aNewItemComesLast_inTheStyleOfTheOthers(String before, String after) {
    JsonText json = JsonText.parse(written(before));
    var list = (Items) json.root().field("list").orElseThrow();
    assertThat(json.with(list, "9").text()).isEqualTo(written(after));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c"})
  void whatIsRemovedTakesItsCommaAlong(String name) {
    JsonText json = JsonText.parse("{\n  \"a\": 1,\n  \"b\": [\"}\", 2],\n  \"c\": {}\n}");
    Member member = json.root().member(name).orElseThrow();
    JsonText rest = json.without(json.root(), member);
    assertThat(rest.root().members()).hasSize(2).extracting(Member::name).doesNotContain(name);
    assertThat(rest.text()).startsWith("{\n  \"").endsWith("\n}").doesNotContain(",\n}");
  }

  @Test
  void theLastOneLeavesEmptyBrackets() {
    JsonText json = JsonText.parse("{\n  \"a\": [ 1 ]\n}");
    var list = (Items) json.root().field("a").orElseThrow();
    JsonText emptied = json.without(list, list.items().getFirst());
    assertThat(emptied.text()).isEqualTo("{\n  \"a\": []\n}");
    JsonText bare = emptied.without(emptied.root(), emptied.root().members().getFirst());
    assertThat(bare.text()).isEqualTo("{}");
  }

  @Test
  void partsKnowTheirPlaces_whateverIsInThem() {
    String text = "{\"a\": \"\\u0041\\\"{\", \"b\": -1.5e3, \"c\": [true, null, {\"d\": \"x\"}]}";
    JsonText json = JsonText.parse(text);
    Struct root = json.root();
    assertThat(json.text(root)).isEqualTo(text);
    assertThat(json.text(root.field("a").orElseThrow())).isEqualTo("\"\\u0041\\\"{\"");
    assertThat(json.text(root.field("b").orElseThrow())).isEqualTo("-1.5e3");
    var list = (Items) root.field("c").orElseThrow();
    assertThat(list.items())
        .extracting(json::text)
        .containsExactly("true", "null", "{\"d\": \"x\"}");
    assertThat(json.replace(list.items().getFirst(), "false").text()).contains("[false, null");
  }

  @Test
  void aLongTextIsReadToItsEnd() {
    String text = "{\"long\": \"" + "x".repeat(100_000) + "\", \"last\": 1}";
    JsonText json = JsonText.parse(text);
    assertThat(json.text(json.root().member("last").orElseThrow())).isEqualTo("\"last\": 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {⏎ // why⏎ "a": 1}    | Expected JSON without comments, but it breaks at line 2, column 2
          {"a": 1,}             | Expected JSON without comments, but it breaks at line 1
          {"a": 1               | Expected JSON without comments, but it breaks at line 1
          {"a": 1} {}           | Expected JSON without comments, but it breaks at line 1
          {"a": 1, "a": 2}      | a field has the name of another
          [1]                   | Expected a JSON object
          nonsense              | Expected JSON without comments
          """)
  void whatIsNoObjectIsRefusedWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> JsonText.parse(written(text)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }

  private static String written(String marked) {
    return marked.replace("⏎", "\n").replace("↵", "\r\n").replace("⇥", "\t");
  }
}

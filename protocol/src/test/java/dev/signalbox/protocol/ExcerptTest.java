package dev.signalbox.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What state keeps of large values. */
final class ExcerptTest {
  private static final String LONG = "x".repeat(1_000_000);

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[1,'two',{'three':null}]", "'text'", "7", "{'a':{'b':[true]}}"})
  void aSmallValue_isKeptAsItIs(String json) {
    JsonNode value = Quoted.json(json);
    assertThat(Excerpt.of(value)).isSameAs(value);
  }

  @Test
  void anObject_hasItsLongStringsCut_andIsMarked() {
    JsonNode cut = Excerpt.of(Quoted.json("{'name':'a','deep':[{'text':'" + LONG + "'}]}"));
    assertThat(cut.path("name").asText()).isEqualTo("a");
    assertThat(cut.at("/deep/0/text").asText()).hasSize(2_000).endsWith("…");
    assertThat(cut.path("truncated").asBoolean()).isTrue();
  }

  @Test
  void manyStrings_areCutShorter() {
    String item = "'" + "x".repeat(3_000) + "'";
    JsonNode cut = Excerpt.of(Quoted.json("[" + (item + ",").repeat(29) + item + "]"));
    assertThat(cut).hasSize(30);
    assertThat(cut.path(29).asText()).hasSize(100).endsWith("…");
  }

  @Test
  void aText_isCut() {
    JsonNode cut = Excerpt.of(Quoted.json("'" + LONG + "'"));
    assertThat(cut.isTextual()).isTrue();
    assertThat(cut.asText()).hasSizeLessThanOrEqualTo(Excerpt.CHARS_MAX).endsWith("…");
  }

  @Test
  void whatCannotBeCut_isReplacedByTheMark() {
    String numbers = "1,".repeat(100_000) + "1";
    assertThat(Excerpt.of(Quoted.json("[" + numbers + "]")))
        .isEqualTo(Quoted.json("{'truncated':true}"));
    assertThat(Excerpt.of(Quoted.json("{'n':[" + numbers + "]}")))
        .isEqualTo(Quoted.json("{'truncated':true}"));
    assertThat(Excerpt.of(Quoted.json("{'" + "n".repeat(10_000) + "':1}")))
        .isEqualTo(Quoted.json("{'truncated':true}"));
  }
}

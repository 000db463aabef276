package dev.signalbox.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:00:00Z,             2026-11-23T08:00:00.000Z",
    "2026-11-23T08:00:00.999999999Z,   2026-11-23T08:00:00.999Z",
    "0001-01-01T00:00:00Z,             0001-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.5Z,           9999-12-31T23:59:59.500Z",
  })
  void time_hasExactlyThreeFractionDigits(Instant instant, String text) {
    assertThat(Json.time(instant)).isEqualTo(text);
    assertThat(Json.text(instant)).isEqualTo("\"" + text + "\"");
  }

  @Test
  void read_ignoresUnknownFields() {
    assertThat(Json.read("{\"running\":1,\"total\":2,\"new\":3}", Session.Subagents.class))
        .isEqualTo(new Session.Subagents(1, 2));
  }

  @Test
  void text_leavesAbsentValuesOut() {
    assertThat(Json.text(new Session.Chains(1, null))).isEqualTo("{\"total\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "{}x", "[1,]", "{'a':1}", "NaN", "{\"a\":01}", "\"\t\"", "{"})
  void tree_refusesWhatIsNotOneDocument(String text) {
    assertRefused(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c3", "2280ff22", "0000006161", "000061"})
  void tree_refusesBytesThatAreNotUtf8(String hex) {
    assertRefused(HexFormat.of().parseHex(hex));
  }

  @Test
  void tree_refusesWhatIsNestedTooDeep() throws JsonProcessingException {
    assertThat(Json.tree(nested(Json.DEPTH_MAX)).isArray()).isTrue();
    assertRefused(nested(Json.DEPTH_MAX + 1));
    assertRefused(nested(1_000_000));
  }

  @Test
  void own_takesTheDeepestDocumentFromOutside_withinAMessage() {
    String deepest = new String(nested(Json.DEPTH_MAX), StandardCharsets.UTF_8);
    String page = "{\"sessions\":[{\"metadata\":" + deepest + "}]}";
    assertThat(Json.own(page.getBytes(StandardCharsets.UTF_8)).at("/sessions/0/metadata/0/0"))
        .isNotEmpty();
  }

  @Test
  void aHalfCharacter_asAgentsSendIt_isKept() throws JsonProcessingException {
    byte[] sent = "{\"text\":\"cut \\ud83d\",\"low\":\"\\udc00\"}".getBytes(StandardCharsets.UTF_8);
    byte[] written = Json.bytes(Json.tree(sent));
    assertThat(Json.tree(written)).isEqualTo(Json.tree(sent));
  }

  private static byte[] nested(int depth) {
    return ("[".repeat(depth) + "]".repeat(depth)).getBytes(StandardCharsets.UTF_8);
  }

  private static void assertRefused(byte[] json) {
    assertThatThrownBy(() -> Json.tree(json)).isInstanceOf(JsonProcessingException.class);
  }
}

package dev.signalbox.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruncationTest {
  private static final int BYTES_MAX = Frames.PAYLOAD_BYTES_MAX;

  @Test
  void fit_longString_isCutAndTheRestStays() {
    ObjectNode payload = event().put("output", "é".repeat(10_000)).put("exitCode", 1);
    payload.putObject("input").put("command", "ls").put("text", "x".repeat(5_000));
    ObjectNode cut = fit(payload);
    assertThat(cut.path("truncated").asBoolean()).isTrue();
    assertThat(cut.path("output").asText()).hasSize(2_000).endsWith("…");
    assertThat(cut.path("input").path("command").asText()).isEqualTo("ls");
    assertThat(cut.path("input").path("text").asText()).hasSize(2_000);
    assertThat(cut.path("exitCode").asInt()).isEqualTo(1);
  }

  @Test
  void fit_manyLongStrings_areCutShorter() {
    ObjectNode payload = event();
    for (int i = 0; i < 20; i++) {
      payload.put("text" + i, "x".repeat(3_000));
    }
    ObjectNode cut = fit(payload);
    assertThat(cut.size()).isEqualTo(payload.size() + 1);
    assertThat(cut.path("text19").asText()).hasSize(100);
  }

  @Test
  void fit_noLongStrings_dropsTheLargestFieldsAndKeepsTheIds() {
    ObjectNode payload = event().put("toolUseId", "t1").put("small", 7);
    for (int i = 0; i < 5_000; i++) {
      payload.withArray("large").add(i);
    }
    ObjectNode cut = fit(payload);
    assertThat(cut.has("large")).isFalse();
    assertThat(cut.path("toolUseId").asText()).isEqualTo("t1");
    assertThat(cut.path("small").asInt()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chainId", "askId", "truncated", "eventId", "stepNumber"})
  void fit_idThatIsNone_isDroppedWhenNothingElseHelps(String id) {
    ObjectNode payload = event();
    for (int i = 0; i < 5_000; i++) {
      payload.withArray(id).add(i);
    }
    ObjectNode cut = fit(payload);
    assertThat(cut.path("sessionId").asText()).isEqualTo("s1");
    assertThat(cut.path("truncated").asBoolean()).isTrue();
  }

  @Test
  void fit_longFieldNames_areDroppedToo() {
    ObjectNode payload = event();
    payload.put("n".repeat(20_000), 1);
    assertThat(fit(payload).path("type").asText()).isEqualTo("tool:completed");
  }

  /** As many as fit into the largest event; it is the sequencer's time that they would take. */
  @Test
  @Timeout(20)
  void fit_hundredThousandFields_takesOnePass() {
    ObjectNode payload = event();
    for (int i = 0; i < 100_000; i++) {
      payload.put("f" + i, i);
    }
    assertThat(fit(payload).size()).isGreaterThan(100);
  }

  private static ObjectNode event() {
    return Json.object()
        .put("type", "tool:completed")
        .put("sessionId", "s1")
        .put("timestamp", "2026-11-23T08:00:00.000Z");
  }

  private static ObjectNode fit(ObjectNode payload) {
    byte[] json = Truncation.fit(payload, BYTES_MAX);
    assertThat(json.length).isLessThanOrEqualTo(BYTES_MAX);
    return Json.own(json);
  }
}

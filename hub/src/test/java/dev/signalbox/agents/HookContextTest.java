package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HookContextTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-23T08:00:00Z");

  @Test
  void withoutHeadersItSaysNothing() {
    assertThat(HookContext.of(name -> null)).isEqualTo(HookContext.NONE);
    assertThat(HookContext.NONE.timestamp(RECEIVED)).isEqualTo(RECEIVED);
  }

  @Test
  void readsEachHeader() {
    var headers =
        Map.of(
            "X-Signalbox-User", latin1("José"),
            "X-Signalbox-Host", " mb-1 ",
            "X-Signalbox-Platform", "Darwin",
            "X-Signalbox-Branch", "fix/1",
            "X-Signalbox-Repository", "shop",
            "X-Signalbox-Model", "claude-opus-5-5",
            "X-Signalbox-Agent-Version", "2.1.332",
            "X-Signalbox-Time", "1795420799.5");
    assertThat(HookContext.of(headers::get))
        .isEqualTo(
            new HookContext(
                "José",
                "mb-1",
                "darwin",
                "fix/1",
                "shop",
                "claude-opus-5-5",
                "2.1.332",
                Instant.parse("2026-11-23T07:59:59.500Z")));
  }

  @Test
  void takesWhatIsTooLongOrHasControlCharactersAsAbsent() {
    assertThat(HookContext.of(name -> "x".repeat(201))).isEqualTo(HookContext.NONE);
    assertThat(HookContext.of(name -> "a\u001b[31mb")).isEqualTo(HookContext.NONE);
    assertThat(HookContext.of(name -> " ")).isEqualTo(HookContext.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1795420799.N", "1795420799.", "-1", "1e9", "now", "999999999999"})
  void takesATimeThatIsNoneAsAbsent(String time) {
    assertThat(time(time).ranAt()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1795420799.9, 2026-11-23T07:59:59.900Z",
    "1795420799,   2026-11-23T07:59:59Z",
    "1795420201,   2026-11-23T07:50:01Z",
    "1795420199,   2026-11-23T08:00:00Z",
    "1795421401,   2026-11-23T08:00:00Z",
  })
  void believesTheHooksClock_unlessItIsFarOff(String time, Instant expected) {
    assertThat(time(time).timestamp(RECEIVED)).isEqualTo(expected);
  }

  private static HookContext time(String value) {
    return HookContext.of(name -> name.equals("X-Signalbox-Time") ? value : null);
  }

  /** As the server reads the bytes of UTF-8. */
  private static String latin1(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}

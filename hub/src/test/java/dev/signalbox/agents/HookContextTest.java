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
    assertThat(Delivery.NONE.timestamp(RECEIVED)).isEqualTo(RECEIVED);
  }

  @Test
  void readsEachHeader() {
    var headers =
        Map.ofEntries(
            Map.entry("X-Signalbox-User", latin1("José")),
            Map.entry("X-Signalbox-Host", " mb-1 "),
            Map.entry("X-Signalbox-Platform", "Darwin"),
            Map.entry("X-Signalbox-Branch", "fix/1"),
            Map.entry("X-Signalbox-Repository", "shop"),
            Map.entry("X-Signalbox-Model", "claude-opus-5-5"),
            Map.entry("X-Signalbox-Agent-Version", "2.1.332"),
            Map.entry("X-Signalbox-Id", "c-1"),
            Map.entry("X-Signalbox-Time", "1795420799.5"),
            Map.entry("X-Signalbox-Sent", "1795420859"));
    assertThat(HookContext.of(headers::get))
        .isEqualTo(
            new HookContext(
                new Origin("José", "mb-1", "darwin"),
                new Setting("fix/1", "shop", "claude-opus-5-5", "2.1.332"),
                new Delivery(
                    "c-1",
                    Instant.parse("2026-11-23T07:59:59.500Z"),
                    Instant.parse("2026-11-23T08:00:59Z"))));
  }

  @Test
  void takesWhatIsTooLongOrHasControlCharactersAsAbsent() {
    assertThat(HookContext.of(name -> "x".repeat(201))).isEqualTo(HookContext.NONE);
    assertThat(HookContext.of(name -> "a\u001b[31mb")).isEqualTo(HookContext.NONE);
    assertThat(HookContext.of(name -> " ")).isEqualTo(HookContext.NONE);
    assertThat(of("X-Signalbox-Id", "x".repeat(81)).delivery().id()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1795420799.N", "1795420799.", "-1", "1e9", "now", "999999999999"})
  void takesATimeThatIsNoneAsAbsent(String time) {
    assertThat(time(time).delivery().ranAt()).isNull();
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
    assertThat(time(time).delivery().timestamp(RECEIVED)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // Sent at once, by a clock that is right, ahead, or behind by years.
    "1795420799.9, 1795420800,   2026-11-23T07:59:59.900Z",
    "1795499999.9, 1795500000,   2026-11-23T07:59:59.900Z",
    "1000000000.9, 1000000001,   2026-11-23T07:59:59.900Z",
    // Spooled for an hour and a half.
    "1795415400,   1795420800,   2026-11-23T06:30:00Z",
    // The clock was set back meanwhile, or forward by a year.
    "1795420800,   1795420799,   2026-11-23T08:00:00Z",
    "1763884800,   1795420800,   2026-11-23T08:00:00Z",
  })
  void aCallThatSaysWhenItWasSentIsAsOldAsItWaited(String ranAt, String sentAt, Instant expected) {
    var headers = Map.of("X-Signalbox-Time", ranAt, "X-Signalbox-Sent", sentAt);
    assertThat(HookContext.of(headers::get).delivery().timestamp(RECEIVED)).isEqualTo(expected);
  }

  private static HookContext time(String value) {
    return of("X-Signalbox-Time", value);
  }

  private static HookContext of(String header, String value) {
    return HookContext.of(name -> name.equals(header) ? value : null);
  }

  /** As the server reads the bytes of UTF-8. */
  private static String latin1(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}

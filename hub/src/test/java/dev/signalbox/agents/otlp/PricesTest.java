package dev.signalbox.agents.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PricesTest {
  private static final Tokens MILLION_EACH = new Tokens(1_000_000, 1_000_000, 1_000_000, 1_000_000);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "gpt-5.5,                        40.5",
    "gpt-5.5-codex,                  40.5",
    "gpt-5.5-2026-04-23,             40.5",
    "gpt-5-codex,                    12.625",
    "gpt-5-mini,                     2.525",
    "openai/gpt-5-mini,              2.525",
    "gemini-2.5-pro-preview-05-06,   12.625",
    "gemini-2.5-flash-lite,          0.61",
    "claude-haiku-4-5-20251001,      7.35",
  })
  void aListedModelCostsWhatItsTokensCome_whateverItsDate(String model, double cost) {
    var body = Prices.listed().estimate(Json.object(), model, MILLION_EACH);
    assertThat(body.path("costUsd").asDouble()).isEqualTo(cost);
    assertThat(body.path("costEstimated").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"gpt-5.9", "gpt-5.5-mini", "gpt-50", "gemini-2.5-pro-vision", "local-7b", "x", "''"})
  void anotherModelHasNoPrice(String model) {
    assertThat(Prices.listed().estimate(Json.object(), model, MILLION_EACH)).isEmpty();
    assertThat(Prices.listed().estimate(Json.object(), null, MILLION_EACH)).isEmpty();
  }

  @Test
  void anOperatorsFileReplacesTheList() throws IOException {
    Path file = folder.resolve("prices.json");
    assertThat(Prices.load(file).estimate(Json.object(), "gpt-5.5", MILLION_EACH)).isNotEmpty();
    Files.writeString(file, "{\"models\":{\"local-7b\":{\"input\":1,\"output\":2}}}");
    Prices own = Prices.load(file);
    assertThat(own.estimate(Json.object(), "local-7b", MILLION_EACH).path("costUsd").asDouble())
        .isEqualTo(5);
    assertThat(own.estimate(Json.object(), "gpt-5.5", MILLION_EACH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"{", "[]", "{}"})
  void aFileThatIsNoListStopsTheStart(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("prices.json"), content);
    assertThatThrownBy(() -> Prices.load(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("prices");
  }
}

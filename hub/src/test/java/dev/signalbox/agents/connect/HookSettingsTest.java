package dev.signalbox.agents.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.agents.settings.SettingsException;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claude Code's settings: each {@code .before.json} becomes its {@code .after.json}. */
final class HookSettingsTest {
  private static final String COMMAND =
      new HookCommand(
              "/home/ana/.claude/hooks/signalbox.sh",
              "claude-code",
              URI.create("http://127.0.0.1:4680"))
          .line();

  private final HookSettings claude = Known.hooks("claude-code");

  @ParameterizedTest
  @ValueSource(
      strings = {"blank", "braces", "others-hooks", "elsewhere", "odd", "crlf", "tabs", "dense"})
  void connectingChangesThisAndNothingElse(String name) throws IOException {
    assertThat(claude.connect(file(name + ".before.json"), COMMAND))
        .isEqualTo(file(name + ".after.json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"blank", "braces", "others-hooks", "odd", "crlf", "tabs", "dense"})
  void connectingAgainChangesNothing(String name) throws IOException {
    String connected = file(name + ".after.json");
    assertThat(claude.connect(connected, COMMAND)).isEqualTo(connected);
    assertThat(claude.command(connected)).hasValue(COMMAND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"odd", "crlf", "tabs", "dense"})
  void disconnectingLeavesWhatWasThereBefore(String name) throws IOException {
    assertThat(claude.disconnect(file(name + ".after.json")))
        .isEqualTo(file(name + ".before.json"));
  }

  @Test
  void disconnectingTakesContainersAlongThatItEmpties() throws IOException {
    assertThat(claude.disconnect(file("blank.after.json"))).isEqualTo("{}\n");
    String rest = claude.disconnect(file("others-hooks.after.json"));
    assertThat(json(rest).path("hooks").has("Stop")).isFalse();
    assertThat(json(rest).path("permissions"))
        .isEqualTo(json(file("others-hooks.before.json")).path("permissions"));
  }

  @Test
  void handlersThatOthersPutIntoOurGroupStay() {
    String settings =
        """
        {"hooks": {"Stop": [{"matcher": "", "hooks": [
          {"type": "command", "command": "/x/hooks/signalbox.sh http://h:1 || true"},
          {"type": "command", "command": "say done"}]}]}}\
        """;
    assertThat(json(claude.disconnect(settings)))
        .isEqualTo(
            json(
                """
                {"hooks": {"Stop": [{"matcher": "", "hooks": [
                  {"type": "command", "command": "say done"}]}]}}\
                """));
  }

  @Test
  void aSecondHookOfOursAtAnEventGoes() {
    String ours = "{\"hooks\": [{\"type\": \"command\", \"command\": \"" + COMMAND + "\"}]}";
    String twice = "{\"hooks\": {\"Stop\": [" + ours + ", " + ours + "]}}";
    assertThat(json(claude.connect(twice, COMMAND)).at("/hooks/Stop"))
        .as("one that reports and one that wakes")
        .hasSize(2);
  }

  @Test
  void endsAndWhatCanBeAnsweredAreAwaited_andNothingElse() {
    JsonNode hooks = json(claude.connect("{}", COMMAND)).path("hooks");
    for (var event : hooks.properties()) {
      boolean isAwaited =
          event.getKey().matches("Stop|StopFailure|SessionEnd|PreToolUse|PermissionRequest");
      assertThat(event.getValue().at("/0/hooks/0/async").asBoolean()).isEqualTo(!isAwaited);
    }
    assertThat(hooks.at("/Stop/1/hooks/0/asyncRewake").asBoolean()).isTrue();
    assertThat(hooks.has("WorktreeCreate")).isFalse();
    assertThat(hooks.has("MessageDisplay")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"hooks": []}                    | Expected hooks as an object, but got an array
          {"hooks": {"Stop": {}}}          | Expected hooks.Stop as an array, but got an object
          []                               | Expected a JSON object
          {"hooks": {}, /* no */ "a": 1}   | Expected JSON without comments
          """)
  void whatIsNotAsClaudeCodeHasItIsRefused(String settings, String message) {
    assertThatThrownBy(() -> claude.connect(settings, COMMAND))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "{\"disableAllHooks\": true}, true",
    "{\"disableAllHooks\": false}, false",
    "{}, false"
  })
  void knowsWhenNoHookRuns(String settings, boolean areOff) {
    assertThat(claude.areHooksOff(settings)).isEqualTo(areOff);
  }

  private static JsonNode json(String text) {
    return Json.read(text, JsonNode.class);
  }

  private static String file(String name) throws IOException {
    return Known.file("claude-code", name);
  }
}

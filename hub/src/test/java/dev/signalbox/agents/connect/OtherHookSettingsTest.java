package dev.signalbox.agents.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agents.settings.SettingsException;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The other agents' settings: each {@code .before.json} becomes its {@code .after.json}. */
final class OtherHookSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "codex,       theirs",
    "gemini-cli,  commented",
    "gemini-cli,  reference",
    "qwen-code,   commented",
    "copilot-cli, blank",
    "copilot-cli, reference",
    "cursor,      theirs",
    "cursor,      reference",
  })
  void connectingChangesThisAndNothingElse_andIsUndone(String agent, String name)
      throws IOException {
    HookSettings hooks = Known.hooks(agent);
    String before = Known.file(agent, name + ".before.json");
    String after = Known.file(agent, name + ".after.json");
    String command =
        new HookCommand("/home/ana/hooks/signalbox.sh", agent, URI.create("http://127.0.0.1:4680"))
            .line();
    assertThat(hooks.connect(before, command)).isEqualTo(after);
    assertThat(hooks.connect(after, command)).isEqualTo(after);
    if (!before.isBlank()) {
      assertThat(hooks.disconnect(after)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-code", "codex", "copilot-cli"})
  void commentsAreRefusedWhereTheAgentCannotReadThem(String agent) {
    assertThatThrownBy(() -> Known.hooks(agent).connect("{ // mine\n}", "x"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("without comments, but it breaks at line 1, column 3");
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-cli,  '{\"hooksConfig\": {\"enabled\": false}}', true",
    "gemini-cli,  '{\"hooksConfig\": {\"enabled\": true}}',  false",
    "gemini-cli,  '{\"hooksConfig\": false}',                false",
    "qwen-code,   '{/**/\"disableAllHooks\": true}',         true",
    "copilot-cli, '{\"disableAllHooks\": true}',             false",
  })
  void knowsWhenNoHookRuns(String agent, String settings, boolean areOff) {
    assertThat(Known.hooks(agent).areHooksOff(settings)).isEqualTo(areOff);
  }
}

package dev.signalbox.agents.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where each agent looks, by its documentation or seen by running it. */
final class HomeTest {
  private static final Path ANA = Path.of("/home/ana");

  @ParameterizedTest
  @CsvSource({
    "claude-code, .claude/settings.json,                 .claude/settings.json",
    "codex,       .codex/hooks.json,                     .codex/hooks.json",
    "gemini-cli,  .gemini/settings.json,                 .gemini/settings.json",
    "opencode,    .config/opencode/plugins/signalbox.js, .opencode/plugins/signalbox.js",
    "copilot-cli, .copilot/hooks/signalbox.json,         .github/hooks/signalbox.json",
    "qwen-code,   .qwen/settings.json,                   .qwen/settings.json",
    "cursor,      .cursor/hooks.json,                    .cursor/hooks.json",
  })
  void knowsTheFileOfAUser_andThatOfAProject(String name, String user, String project) {
    Agent agent = Known.agent(name);
    assertThat(agent.ofUser(variable -> null, ANA).settings()).isEqualTo(ANA.resolve(user));
    assertThat(agent.ofProject(Path.of("/srv/app")).settings())
        .isEqualTo(Path.of("/srv/app").resolve(project));
  }

  @ParameterizedTest
  @CsvSource({
    "claude-code, CLAUDE_CONFIG_DIR, settings.json",
    "codex,       CODEX_HOME,        hooks.json",
    "gemini-cli,  GEMINI_CLI_HOME,   .gemini/settings.json",
    "opencode,    XDG_CONFIG_HOME,   opencode/plugins/signalbox.js",
    "copilot-cli, COPILOT_HOME,      hooks/signalbox.json",
    "qwen-code,   QWEN_HOME,         settings.json",
  })
  void followsTheVariableThatTheAgentFollows(String name, String variable, String file) {
    AgentConnection elsewhere =
        Known.agent(name).ofUser(it -> it.equals(variable) ? "/etc/x" : null, ANA);
    assertThat(elsewhere.settings()).isEqualTo(Path.of("/etc/x").resolve(file));
    AgentConnection blank = Known.agent(name).ofUser(it -> it.equals(variable) ? " " : null, ANA);
    assertThat(blank.settings()).startsWithRaw(ANA);
  }

  @Test
  void namesTheScriptAsTheShellReadsIt() {
    Home claude = Known.agent("claude-code").home();
    assertThat(claude.ofUser(name -> null, Path.of("/home/o'neil b")).command())
        .isEqualTo("'/home/o'\\''neil b/.claude/hooks/signalbox.sh'");
    assertThat(claude.ofProject(Path.of("/srv/app")).command())
        .isEqualTo("\"$CLAUDE_PROJECT_DIR\"/.claude/hooks/signalbox.sh");
    assertThat(Known.agent("gemini-cli").home().ofProject(Path.of("/srv/app")).command())
        .isEqualTo("$GEMINI_PROJECT_DIR/.gemini/hooks/signalbox.sh");
    assertThat(Known.agent("cursor").home().ofProject(Path.of("/srv/app")).command())
        .isEqualTo(".cursor/hooks/signalbox.sh");
  }
}

package dev.signalbox.agents.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts that wait for the hub before they are shown. */
final class HoldTest {
  private static final URI HUB = URI.create("http://127.0.0.1:4680");
  private static final URI OTHER = URI.create("https://hub.lan:9000");
  private static final String BEFORE = "{ \"hooks\": {} }\n";

  @TempDir private Path home;
  private Path settings;
  private AgentConnection codex;

  @BeforeEach
  void prepare() throws IOException {
    settings = home.resolve(".codex/hooks.json");
    Files.createDirectories(settings.getParent());
    Files.writeString(settings, BEFORE);
    codex = Known.agent("codex").ofUser(name -> null, home);
  }

  @Test
  void aHookThatHoldsIsWaitedForSomewhatLonger() {
    codex.holding(30).connect(HUB, Telemetry.OFF).apply();
    assertThat(settings)
        .content()
        .contains(
            "\"PermissionRequest\": [{ \"hooks\": [{ \"type\": \"command\", \"command\": \""
                + home.resolve(".codex/hooks/signalbox.sh")
                + " codex http://127.0.0.1:4680 hold 30 || true\", \"timeout\": 40 }] }]")
        .contains("hold 30 || true\", \"async\": true, \"timeout\": 5 }");
  }

  @Test
  void connectedAgain_itStaysAsItsUserChose() {
    codex.holding(30).connect(HUB, Telemetry.OFF).apply();
    assertThat(codex.connect(HUB, Telemetry.OFF).isEmpty()).isTrue();
    codex.connect(OTHER, Telemetry.OFF).apply();
    assertThat(settings).content().contains("https://hub.lan:9000 hold 30 || true");
    codex.holding(0).connect(OTHER, Telemetry.OFF).apply();
    assertThat(settings).content().doesNotContain("hold").contains("https://hub.lan:9000 || true");
  }

  @Test
  void disconnectingRestoresTheFileOfBefore() {
    codex.holding(30).connect(HUB, Telemetry.OFF).apply();
    codex.disconnect().apply();
    assertThat(settings).hasContent(BEFORE);
  }

  @ParameterizedTest
  @CsvSource({
    "codex, true",
    "qwen-code, true",
    "claude-code, false",
    "gemini-cli, false",
    "opencode, false",
    "copilot-cli, false",
    "cursor, false",
  })
  void onlyWherePromptsWaitForHooks(String agent, boolean canHold) {
    assertThat(Known.agent(agent).ofUser(name -> null, home).canHold()).isEqualTo(canHold);
  }
}

package dev.signalbox.agents.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agents.settings.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginConnectionTest {
  private static final URI HUB = URI.create("http://127.0.0.1:4680");
  private static final URI OTHER = URI.create("https://hub.lan:9000");

  @TempDir private Path home;
  private AgentConnection connection;
  private Path plugin;
  private Path script;

  @BeforeEach
  void open() {
    connection = Known.agent("opencode").ofUser(name -> null, home);
    plugin = home.resolve(".config/opencode/plugins/signalbox.js");
    script = home.resolve(".config/opencode/hooks/signalbox.sh");
  }

  @Test
  void putsAPluginThere_onceOnly_andTakesItBack() {
    connection.connect(HUB, Telemetry.ON).apply();
    assertThat(connection.hub()).hasValue(HUB.toString());
    assertThat(plugin).content().contains("\nconst HUB = \"http://127.0.0.1:4680\"\n");
    assertThat(script).isExecutable();
    assertThat(connection.connect(HUB, Telemetry.ON).isEmpty()).isTrue();
    connection.disconnect().apply();
    assertThat(plugin.getParent()).doesNotExist();
    assertThat(home.resolve(".config/opencode")).doesNotExist();
    assertThat(connection.disconnect().isEmpty()).isTrue();
  }

  @Test
  void anotherHubReplacesOurs() {
    connection.connect(HUB, Telemetry.ON).apply();
    connection.connect(OTHER, Telemetry.ON).apply();
    assertThat(connection.hub()).hasValue(OTHER.toString());
  }

  @Test
  void otherPluginsStay() throws IOException {
    Files.createDirectories(plugin.getParent());
    Path theirs = Files.writeString(plugin.resolveSibling("notify.js"), "export {}");
    connection.connect(HUB, Telemetry.ON).apply();
    connection.disconnect().apply();
    assertThat(theirs).hasContent("export {}");
  }

  @Test
  void somebodyElsesFileOfThatNameIsRefused_andStays() throws IOException {
    Files.createDirectories(plugin.getParent());
    Files.writeString(plugin, "export const Mine = 1\n");
    assertThat(connection.hub()).isEmpty();
    assertThatThrownBy(() -> connection.connect(HUB, Telemetry.ON))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("somebody else's");
    assertThat(connection.disconnect().isEmpty()).isTrue();
    assertThat(plugin).hasContent("export const Mine = 1");
    assertThat(script).doesNotExist();
  }
}

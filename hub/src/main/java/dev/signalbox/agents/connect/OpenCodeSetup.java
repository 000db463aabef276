package dev.signalbox.agents.connect;

import java.util.List;

/** OpenCode, by a plugin: it has events for everything, and no hooks that run commands. */
final class OpenCodeSetup {
  static final PluginText PLUGIN =
      new PluginText(
          "/agents/opencode",
          List.of("plugin", "sender", "hub", "opencode", "asks", "orders", "place"));

  private OpenCodeSetup() {}

  static Agent agent() {
    return new Agent(
        "opencode",
        "OpenCode",
        new Program(
            List.of("opencode"),
            // 1.0.61 ends with an error when there is a folder of that name.
            new AgentVersion(1, 1, 16),
            "it does not start with a folder plugins",
            "opencode upgrade"),
        new Home(
            ".config/opencode",
            "$XDG_CONFIG_HOME/opencode",
            ".opencode",
            "",
            "plugins/signalbox.js"),
        PLUGIN,
        List.of());
  }
}

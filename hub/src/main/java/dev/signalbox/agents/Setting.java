package dev.signalbox.agents;

import org.jspecify.annotations.Nullable;

/** What an agent works on, and with. */
public record Setting(
    @Nullable String gitBranch,
    @Nullable String repository,
    @Nullable String model,
    @Nullable String agentVersion) {
  /** Nothing is known of it. */
  public static final Setting NONE = new Setting(null, null, null, null);
}

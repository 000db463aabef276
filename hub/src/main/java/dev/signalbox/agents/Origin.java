package dev.signalbox.agents;

import org.jspecify.annotations.Nullable;

/**
 * Whose agent it is, and where it runs.
 *
 * @param platform in the words of Node's {@code process.platform}
 * @param pid the agent's process
 * @param boot names the running system: with another one, that process is gone
 */
public record Origin(
    @Nullable String user,
    @Nullable String hostname,
    @Nullable String platform,
    @Nullable Long pid,
    @Nullable String boot) {
  /** Nothing is known of it. */
  public static final Origin NONE = new Origin(null, null, null, null, null);
}

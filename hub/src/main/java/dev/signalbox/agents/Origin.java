package dev.signalbox.agents;

import org.jspecify.annotations.Nullable;

/**
 * Whose agent it is, and where it runs.
 *
 * @param platform in the words of Node's {@code process.platform}
 */
public record Origin(@Nullable String user, @Nullable String hostname, @Nullable String platform) {
  /** Nothing is known of it. */
  public static final Origin NONE = new Origin(null, null, null);
}

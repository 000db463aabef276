package dev.signalbox.agents;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent works on, and with.
 *
 * @param controls what its hooks let it be told, e.g. {@code answer}, {@code pause}; null of an
 *     agent that may ask for commands itself
 */
public record Setting(
    @Nullable String gitBranch,
    @Nullable String repository,
    @Nullable String model,
    @Nullable String agentVersion,
    @Nullable List<String> controls) {
  /** Nothing is known of it. */
  public static final Setting NONE = new Setting(null, null, null, null);

  public Setting {
    controls = controls == null ? null : List.copyOf(controls);
  }

  /** Of an agent that can be told nothing. */
  public Setting(
      @Nullable String gitBranch,
      @Nullable String repository,
      @Nullable String model,
      @Nullable String agentVersion) {
    this(gitBranch, repository, model, agentVersion, List.of());
  }

  /** The same of an agent that may ask for commands itself. */
  public Setting polling() {
    return new Setting(gitBranch, repository, model, agentVersion, null);
  }
}

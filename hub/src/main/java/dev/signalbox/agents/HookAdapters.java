package dev.signalbox.agents;

import dev.signalbox.agents.claudecode.ClaudeCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The agents that the hub understands, by the name in {@code /api/hooks/{agent}}. */
public final class HookAdapters {
  private static final Map<String, HookAdapter> ADAPTERS =
      new TreeMap<>(Map.of("claude-code", new ClaudeCode()));

  private HookAdapters() {}

  public static Optional<HookAdapter> named(String agent) {
    return Optional.ofNullable(ADAPTERS.get(agent));
  }

  /** The known names, in alphabetical order. */
  public static List<String> names() {
    return List.copyOf(ADAPTERS.keySet());
  }
}

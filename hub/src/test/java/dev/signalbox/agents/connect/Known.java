package dev.signalbox.agents.connect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The agents by name, and the sample files of their settings. */
final class Known {
  private Known() {}

  static Agent agent(String name) {
    return Agents.ALL.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  /** Those that are connected by hooks. */
  static List<String> withHooks() {
    return Agents.ALL.stream()
        .filter(it -> it.wiring() instanceof HookFormat)
        .map(Agent::name)
        .toList();
  }

  static HookFormat format(String name) {
    return (HookFormat) agent(name).wiring();
  }

  static HookSettings hooks(String name) {
    return new HookSettings(format(name));
  }

  /** E.g. {@code codex} and {@code theirs.before.json}. */
  static String file(String agent, String name) throws IOException {
    String path = "/agents/%s/settings/%s".formatted(agent, name);
    try (InputStream in = Known.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

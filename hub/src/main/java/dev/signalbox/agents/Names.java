package dev.signalbox.agents;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes ids for what has none: the same parts, the same id (a UUID of version 3). */
public final class Names {
  private static final int KEBAB_CHARS_MAX = 60;

  private Names() {}

  public static String of(@Nullable String... parts) {
    String joined = String.join("\n", Arrays.stream(parts).map(String::valueOf).toList());
    return UUID.nameUUIDFromBytes(joined.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** {@code TaskCreated} is {@code task-created}; runs of anything else become one hyphen. */
  public static String kebab(String name) {
    String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").replaceAll("[^A-Za-z0-9]+", "-");
    String kebab = words.replaceAll("^-|-$", "").toLowerCase(Locale.ROOT);
    return kebab.isEmpty()
        ? "unnamed"
        : kebab.substring(0, Math.min(KEBAB_CHARS_MAX, kebab.length()));
  }
}

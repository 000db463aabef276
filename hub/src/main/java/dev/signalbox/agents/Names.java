package dev.signalbox.agents;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes ids for what has none: the same parts, the same id (a UUID of version 3). */
public final class Names {
  private Names() {}

  public static String of(@Nullable String... parts) {
    String joined = String.join("\n", Arrays.stream(parts).map(String::valueOf).toList());
    return UUID.nameUUIDFromBytes(joined.getBytes(StandardCharsets.UTF_8)).toString();
  }
}

package dev.signalbox.agents.claudecode.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The script that Claude Code runs at every hook event. */
final class HookScript {
  private static final String RESOURCE = "/agents/signalbox.sh";

  private HookScript() {}

  static String text() {
    try (InputStream in = HookScript.class.getResourceAsStream(RESOURCE)) {
      return new String(
          Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a file is this script, of this or another version. */
  static boolean isOurs(String text) {
    return text.lines().limit(3).anyMatch(line -> line.contains("signalbox connect"));
  }
}

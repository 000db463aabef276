package dev.signalbox.agents.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The script that agents run at every hook event: one file there, several here. */
public final class HookScript {
  /** In this order; each uses what those before it say. */
  private static final List<String> PARTS =
      List.of(
          "begin", "agent", "place", "spool", "send", "room", "watch", "ask", "orders", "report");

  private HookScript() {}

  /** The whole script. */
  public static String text() {
    return PARTS.stream().map(HookScript::part).collect(Collectors.joining("\n"));
  }

  /** Whether a file is this script, of this or another version. */
  public static boolean isOurs(String text) {
    return text.lines().limit(3).anyMatch(line -> line.contains("signalbox connect"));
  }

  private static String part(String name) {
    String resource = "/agents/script/" + name + ".sh";
    try (InputStream in = HookScript.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

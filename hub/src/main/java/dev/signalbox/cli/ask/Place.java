package dev.signalbox.cli.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a script runs, for the session that it has when it belongs to no other. */
record Place(Path directory) {
  /** Linux; the hooks of agents read the same. */
  private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

  /** The body of {@code POST /api/sessions}. */
  ObjectNode session(String id, String title) {
    ObjectNode body = Json.object().put("id", id).put("agent", "script").put("title", title);
    body.put("cwd", directory.toString()).put("user", System.getProperty("user.name"));
    String hostname = hostname();
    if (hostname != null) {
      body.put("hostname", hostname);
    }
    return body.put("platform", platform(System.getProperty("os.name")));
  }

  private static @Nullable String hostname() {
    try {
      return Files.isReadable(HOSTNAME)
          ? Files.readString(HOSTNAME).strip()
          : InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return null;
    }
  }

  /** In the words of Node's {@code process.platform}. */
  static String platform(String system) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return "darwin";
    }
    return name.startsWith("windows") ? "win32" : name;
  }
}

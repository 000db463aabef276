package dev.signalbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * How one hub is set up.
 *
 * @param host address to listen on; only this machine's own, until tokens come
 * @param port 1 to 65535, or 0 for any free one
 * @param dataDirectory created with mode 0700 when missing
 * @param auth who may use it
 * @param lease how long a working session may be silent before it counts as lost
 */
public record Config(String host, int port, Path dataDirectory, Auth auth, Duration lease) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

  /** Who may use the hub. */
  public enum Auth {
    /** Whoever reaches it; on loopback only. */
    NONE,
    /** Whoever has a token. */
    TOKEN
  }

  public Config {
    if (auth == Auth.TOKEN) {
      throw new IllegalArgumentException(
          "--auth token is not available in this version yet; use --auth none on 127.0.0.1");
    }
    if (!LOOPBACK.contains(host)) {
      throw new IllegalArgumentException(
          "Without tokens the hub listens on this machine only. Expected --host 127.0.0.1,"
              + " localhost or ::1, but got "
              + host);
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("Expected --port 0 to 65535, but got " + port);
    }
    if (lease.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "Expected --lease of at least 1 s, but got " + lease.toSeconds());
    }
  }
}

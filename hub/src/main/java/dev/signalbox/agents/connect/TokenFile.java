package dev.signalbox.agents.connect;

import dev.signalbox.agents.settings.FileChange;
import dev.signalbox.agents.settings.FileChange.Kind;
import dev.signalbox.agents.settings.SettingsException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the token for a hub behind a login is kept, for the hooks' script to read: never in
 * settings, which people share, nor on a command line, which others see. One file for each hub, one
 * line in it:
 *
 * <pre>~/.local/state/signalbox/token/https___hub.lan_9000
 * Authorization: Bearer sb_7Qk…</pre>
 */
public final class TokenFile {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,1000}");

  private TokenFile() {}

  /**
   * The change that keeps a token, so that only its owner can read it.
   *
   * @throws SettingsException when it is none
   */
  public static FileChange keep(
      String token, URI hub, Function<String, @Nullable String> environment, Path home) {
    if (!TOKEN.matcher(token).matches()) {
      throw new SettingsException(
          "Expected a token of up to 1000 letters, digits and ._~+/=-, but got something else");
    }
    String line = "Authorization: Bearer " + token + "\n";
    return FileChange.to(Optional.of(line), path(hub, environment, home), Kind.SECRET);
  }

  public static boolean isKept(URI hub, Function<String, @Nullable String> environment, Path home) {
    return Files.exists(path(hub, environment, home));
  }

  static Path path(URI hub, Function<String, @Nullable String> environment, Path home) {
    String configured = environment.apply("XDG_STATE_HOME");
    Path state =
        configured == null || configured.isBlank()
            ? home.resolve(".local/state")
            : Path.of(configured);
    String key = hub.toString().replaceAll("[^A-Za-z0-9._-]", "_");
    return state.resolve("signalbox/token").resolve(key);
  }
}

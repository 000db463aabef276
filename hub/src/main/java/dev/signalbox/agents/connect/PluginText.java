package dev.signalbox.agents.connect;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.agents.script.HookScript;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plugin in JavaScript, which the agent loads and which reports by itself. The line that differs
 * from one user to the next:
 *
 * <pre>const HUB = "http://127.0.0.1:4680"</pre>
 *
 * @param resource that holds it
 */
record PluginText(String resource) implements Agent.Wiring {
  private static final Pattern HUB =
      Pattern.compile("^const HUB = \"(?<hub>[^\"\\\\]+)\"$", Pattern.MULTILINE);

  String text(URI hub) {
    String line = "const HUB = " + Json.text(TextNode.valueOf(hub.toString()));
    return HUB.matcher(template()).replaceFirst(Matcher.quoteReplacement(line));
  }

  /** The hub that our plugin reports to; empty for anybody else's. */
  static Optional<String> hub(String plugin) {
    Matcher hub = HUB.matcher(plugin);
    return isOurs(plugin) && hub.find() ? Optional.of(hub.group("hub")) : Optional.empty();
  }

  /** Whether a file is this plugin, of this or another version. */
  static boolean isOurs(String plugin) {
    return HookScript.isOurs(plugin);
  }

  private String template() {
    try (InputStream in = PluginText.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

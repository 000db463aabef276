package dev.signalbox.agents.connect;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.agents.script.HookScript;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A plugin in JavaScript, which the agent loads and which reports by itself. The line that differs
 * from one user to the next:
 *
 * <pre>const HUB = "http://127.0.0.1:4680"</pre>
 *
 * @param folder of the resources that hold it
 * @param parts of it, in this order: one file there, several here
 */
record PluginText(String folder, List<String> parts) implements Agent.Wiring {
  private static final Pattern HUB =
      Pattern.compile("^const HUB = \"(?<hub>[^\"\\\\]+)\"$", Pattern.MULTILINE);

  PluginText {
    parts = List.copyOf(parts);
  }

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
    return parts.stream().map(this::part).collect(Collectors.joining("\n"));
  }

  private String part(String name) {
    String resource = folder + "/" + name + ".js";
    try (InputStream in = PluginText.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.signalbox.agents.otlp;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who runs which program where, as far as its attributes say. */
final class ProgramFacts {
  private ProgramFacts() {}

  /**
   * Fills the body of a {@code session:started}. {@code user.id} is left out: agents put a number
   * there that says nothing to people. So is a subagent's model.
   */
  static void describe(ObjectNode body, String agent, Attributes attributes) {
    put(body, "cwd", attributes.text("process.working_directory", "cwd"));
    put(body, "user", attributes.text("user.name", "user.email", "process.owner"));
    put(body, "hostname", attributes.text("host.name"));
    put(body, "platform", platform(attributes.text("os.type")));
    body.put("agent", agent);
    put(body, "agentVersion", version(attributes.text("app.version", "service.version")));
    if (attributes.text("agent_id") == null) {
      put(body, "model", attributes.text("model", "gen_ai.request.model"));
    }
  }

  /** The words of Node's {@code process.platform}. */
  private static @Nullable String platform(@Nullable String type) {
    if (type == null) {
      return null;
    }
    String word = type.toLowerCase(Locale.ROOT);
    return word.equals("windows") ? "win32" : word;
  }

  /** Gemini CLI gives the version of its Node there, which begins with a v. */
  private static @Nullable String version(@Nullable String given) {
    return given == null || given.startsWith("v") ? null : given;
  }
}

package dev.signalbox.agents.opencode;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.Permission;
import dev.signalbox.agents.Prompt;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events about what a person is asked; each request has an id, and so has its answer. The plugin
 * tells a request a second time to wait for the answer that is given here.
 */
final class AskEvents {
  private static final int QUESTION_CHARS_MAX = 2_000;

  private AskEvents() {}

  static Event permission(Hook hook) {
    ObjectNode body = hook.body().put("askId", hook.fields().required("id"));
    String permission = hook.fields().firstText("permission", "action");
    String tool = permission == null ? "tool" : permission;
    body.put("kind", "approval").put("toolName", tool);
    put(body, "toolInput", input(hook));
    put(body, "toolUseId", callId(hook));
    put(body, "suggestions", suggestions(hook, tool));
    return asked(hook, body.put("question", wanted(hook, tool)));
  }

  /** The reply is once, always or reject. */
  static Event replied(Hook hook) {
    String reply = hook.text("reply");
    ObjectNode body = hook.body().put("askId", hook.fields().required("requestID"));
    body.put("decision", "reject".equals(reply) ? "deny" : "allow");
    return closed(hook, put(body, "input", reply));
  }

  static Event question(Hook hook) {
    ObjectNode body = hook.body().put("askId", hook.fields().required("id"));
    List<ObjectNode> questions = hook.fields().objects("questions");
    JsonNode first = questions.isEmpty() ? MissingNode.getInstance() : questions.getFirst();
    String asked = first.path("question").asText("Which one?");
    int more = questions.size() - 1;
    body.put("kind", "question").put("toolName", "question");
    body.putObject("toolInput").putArray("questions").addAll(questions);
    body.put("question", more > 0 ? "%s (and %d more)".formatted(asked, more) : asked);
    put(body, "toolUseId", callId(hook));
    return asked(hook, put(body, "options", first.get("options")));
  }

  static Event answered(Hook hook) {
    ObjectNode body = hook.body().put("askId", hook.fields().required("requestID"));
    return closed(hook, put(body, "input", hook.json("answers")));
  }

  static Event rejected(Hook hook) {
    ObjectNode body = hook.body().put("askId", hook.fields().required("requestID"));
    return closed(hook, body.put("decision", "deny"));
  }

  /** The plugin says that OpenCode no longer took an answer that was given here. */
  static Event late(Hook hook) {
    return Permission.late(hook, hook.fields().required("requestID"));
  }

  /** What an event asks, for a plugin that waits for the answer in the call. */
  static Optional<Prompt> prompt(Hook hook) {
    return switch (hook.name()) {
      case "permission.asked" -> Optional.of(prompt(hook, AskReply::permission));
      case "question.asked" ->
          Optional.of(
              prompt(
                  hook, answer -> AskReply.question(hook.fields().objects("questions"), answer)));
      default -> Optional.empty();
    };
  }

  private static Prompt prompt(Hook hook, Prompt.Reply reply) {
    return new Prompt(hook.sessionId(), hook.fields().required("id"), null, reply);
  }

  /** However often it is told, by the plugin or by the script, it is asked once. */
  private static Event asked(Hook hook, ObjectNode body) {
    String name = "asked:" + body.path("askId").asText();
    return hook.event("interaction:awaiting-input", hook.awaiting(body, null), name);
  }

  private static Event closed(Hook hook, ObjectNode body) {
    return hook.event("interaction:input-received", body.put("source", "terminal"));
  }

  /** What the permission itself says of it, e.g. a diff, else the input of the call. */
  private static @Nullable JsonNode input(Hook hook) {
    JsonNode told = hook.json("metadata");
    JsonNode ofCall = hook.payload().get("input");
    return ofCall != null && ofCall.isObject() && (told == null || told.isEmpty()) ? ofCall : told;
  }

  /** What "always" would mean, in the words of Claude Code's rules. */
  private static @Nullable ArrayNode suggestions(Hook hook, String tool) {
    List<String> always = hook.fields().texts("always");
    if (always == null || always.isEmpty()) {
      return null;
    }
    ArrayNode suggestions = Json.mapper().createArrayNode();
    ObjectNode rules = suggestions.addObject().put("type", "addRules");
    rules.put("behavior", "allow").put("destination", "session");
    ArrayNode list = rules.putArray("rules");
    always.forEach(it -> list.addObject().put("toolName", tool).put("ruleContent", it));
    return suggestions;
  }

  private static String wanted(Hook hook, String tool) {
    List<String> patterns = hook.fields().texts("patterns");
    List<String> wanted = patterns == null ? hook.fields().texts("resources") : patterns;
    return wanted == null || wanted.isEmpty()
        ? "May it use " + tool + "?"
        : Texts.cut(tool + ": " + String.join(", ", wanted), QUESTION_CHARS_MAX);
  }

  private static @Nullable String callId(Hook hook) {
    ObjectNode tool = hook.fields().object("tool");
    return tool == null ? null : new Fields(tool).text("callID");
  }
}

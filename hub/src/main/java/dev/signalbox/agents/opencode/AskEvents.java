package dev.signalbox.agents.opencode;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events about what a person is asked; each request has an id, and so has its answer. */
final class AskEvents {
  private static final int QUESTION_CHARS_MAX = 2_000;

  private AskEvents() {}

  static Event permission(Hook hook) {
    ObjectNode body = hook.body().put("askId", hook.fields().required("id"));
    String permission = hook.fields().firstText("permission", "action");
    String tool = permission == null ? "tool" : permission;
    body.put("kind", "approval").put("toolName", tool);
    put(body, "toolInput", hook.json("metadata"));
    put(body, "toolUseId", callId(hook));
    return hook.event("interaction:awaiting-input", body.put("question", wanted(hook, tool)));
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
    body.put("kind", "question");
    body.put("question", more > 0 ? "%s (and %d more)".formatted(asked, more) : asked);
    put(body, "toolUseId", callId(hook));
    return hook.event("interaction:awaiting-input", put(body, "options", first.get("options")));
  }

  static Event answered(Hook hook) {
    ObjectNode body = hook.body().put("askId", hook.fields().required("requestID"));
    return closed(hook, put(body, "input", hook.json("answers")));
  }

  static Event rejected(Hook hook) {
    ObjectNode body = hook.body().put("askId", hook.fields().required("requestID"));
    return closed(hook, body.put("decision", "deny"));
  }

  private static Event closed(Hook hook, ObjectNode body) {
    return hook.event("interaction:input-received", body.put("source", "terminal"));
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

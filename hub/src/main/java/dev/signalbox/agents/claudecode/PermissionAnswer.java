package dev.signalbox.agents.claudecode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Permission;
import dev.signalbox.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a PermissionRequest hook:
 *
 * <pre>{"hookSpecificOutput":{"hookEventName":"PermissionRequest",
 *   "decision":{"behavior":"deny","message":"Use a branch"}}}</pre>
 *
 * <p>Dialogs that are more than yes or no, for a plan or for questions, are closed by an approval
 * only when it also tells the input (seen with 2.1.332).
 */
record PermissionAnswer(Permission permission, ObjectNode answer) {
  private static final Set<String> NEED_INPUT = Set.of("ExitPlanMode", "AskUserQuestion");

  ObjectNode json() {
    ObjectNode root = Json.object();
    ObjectNode output = root.putObject("hookSpecificOutput");
    ObjectNode decision = output.put("hookEventName", "PermissionRequest").putObject("decision");
    if ("deny".equals(answer.path("decision").asText())) {
      decision.put("behavior", "deny");
      copy("message", decision, "message");
      copy("stop", decision, "interrupt");
      return root;
    }
    decision.put("behavior", "allow");
    JsonNode input = input();
    if (input != null) {
      decision.set("updatedInput", input);
    }
    copy("remembered", decision, "updatedPermissions");
    return root;
  }

  private @Nullable JsonNode input() {
    if (answer.has("updatedInput")) {
      return answer.get("updatedInput");
    }
    JsonNode asked = permission.input();
    if (!NEED_INPUT.contains(permission.tool())) {
      return null;
    }
    ObjectNode input = asked instanceof ObjectNode object ? object.deepCopy() : Json.object();
    if (input.has("questions")) {
      input.set("answers", answers(input.get("questions")));
    }
    return input;
  }

  /** One text for each question; several chosen labels are joined. */
  private ObjectNode answers(JsonNode questions) {
    ObjectNode texts = Json.object();
    JsonNode given = answer.path("answers");
    for (Map.Entry<String, JsonNode> one : given.properties()) {
      texts.put(one.getKey(), text(one.getValue()));
    }
    if (given.isMissingNode() && answer.has("input")) {
      texts.put(questions.path(0).path("question").asText(), text(answer.get("input")));
    }
    return texts;
  }

  private static String text(JsonNode value) {
    if (!value.isArray()) {
      return value.isTextual() ? value.asText() : value.toString();
    }
    List<String> labels = new ArrayList<>();
    value.forEach(label -> labels.add(label.asText()));
    return String.join(", ", labels);
  }

  private void copy(String from, ObjectNode into, String to) {
    if (answer.has(from)) {
      into.set(to, answer.get(from));
    }
  }
}

package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;

/**
 * The answer of a PermissionRequest hook that takes no more than this; Codex refuses whatever else
 * there is:
 *
 * <pre>{"hookSpecificOutput":{"hookEventName":"PermissionRequest",
 *   "decision":{"behavior":"deny","message":"Use a branch"}}}</pre>
 */
final class PermissionReply {
  private PermissionReply() {}

  static ObjectNode of(ObjectNode answer) {
    ObjectNode root = Json.object();
    ObjectNode output = root.putObject("hookSpecificOutput");
    ObjectNode decision = output.put("hookEventName", "PermissionRequest").putObject("decision");
    if (answer.has("updatedInput")) {
      // The call would run as it is, which nobody has allowed.
      String wanted = Json.text(answer.get("updatedInput"));
      decision.put("message", "Allowed with this input only: " + wanted);
    } else if (answer.path("decision").asText().equals("allow")) {
      decision.put("behavior", "allow");
      return root;
    } else if (answer.has("message")) {
      decision.set("message", answer.get("message"));
    }
    decision.put("behavior", "deny");
    return root;
  }
}

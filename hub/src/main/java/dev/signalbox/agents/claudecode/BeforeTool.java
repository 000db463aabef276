package dev.signalbox.agents.claudecode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Checkpoint;
import dev.signalbox.protocol.Json;

/**
 * What a PreToolUse hook answers. {@code "continue":false} alone stops the turn only after the
 * permission dialog; with a denial there is no dialog (seen with 2.1.332).
 */
final class BeforeTool implements Checkpoint.Reply {

  @Override
  public ObjectNode stop(String reason) {
    ObjectNode root = Json.object().put("continue", false).put("stopReason", reason);
    output(root).put("permissionDecision", "deny").put("permissionDecisionReason", reason);
    return root;
  }

  @Override
  public ObjectNode tell(String message) {
    ObjectNode root = Json.object();
    output(root).put("additionalContext", message);
    return root;
  }

  private static ObjectNode output(ObjectNode root) {
    return root.putObject("hookSpecificOutput").put("hookEventName", "PreToolUse");
  }
}

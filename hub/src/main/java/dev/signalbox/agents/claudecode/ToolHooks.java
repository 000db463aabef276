package dev.signalbox.agents.claudecode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.ToolCall;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hook events about tool calls; start and end carry the same {@code tool_use_id}. */
final class ToolHooks {
  private ToolHooks() {}

  static List<Event> started(Hook hook) {
    return List.of(ToolCall.of(hook).started());
  }

  /** The end of a call, and what else it is the end of: an edit, a question, a subagent. */
  static List<Event> completed(Hook hook) {
    var events = new ArrayList<Event>();
    events.add(ToolCall.of(hook).completed(output(hook), hook.json("duration_ms")));
    events.addAll(FileHooks.changed(hook));
    events.addAll(AskHooks.answered(hook));
    events.addAll(TurnHooks.delegated(hook));
    return events;
  }

  static List<Event> failed(Hook hook) {
    ObjectNode more =
        Boolean.TRUE.equals(hook.fields().flag("is_interrupt"))
            ? Json.object().put("interrupted", true)
            : null;
    return List.of(ToolCall.of(hook).failed(hook.text("error"), hook.json("duration_ms"), more));
  }

  /** The classifier of auto mode said no: the call never ran. */
  static List<Event> denied(Hook hook) {
    String reason = hook.text("reason");
    String error = reason == null ? "Denied" : "Denied: " + reason;
    return List.of(ToolCall.of(hook).failed(error, null, Json.object().put("denied", true)));
  }

  /** Without the whole file from before an edit, which would fill the log; its patch stays. */
  private static @Nullable JsonNode output(Hook hook) {
    ObjectNode response = hook.fields().object("tool_response");
    if (response == null || !response.has("originalFile")) {
      return hook.json("tool_response");
    }
    ObjectNode output = Json.object();
    output.setAll(response);
    output.remove("originalFile");
    return output;
  }
}

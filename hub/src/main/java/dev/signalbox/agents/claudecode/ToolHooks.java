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

/** The end of a tool call that did not fail. */
final class ToolHooks {
  private ToolHooks() {}

  /** The end of a call, and what else it is the end of: an edit, a question, a subagent. */
  static List<Event> completed(Hook hook) {
    var events = new ArrayList<Event>();
    events.add(ToolCall.of(hook).completed(output(hook), hook.json("duration_ms")));
    events.addAll(FileHooks.changed(hook));
    events.addAll(AskHooks.answered(hook));
    events.addAll(TurnHooks.delegated(hook));
    return events;
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

package dev.signalbox.agents.qwen;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.ToolCall;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Hook events about the end of tool calls. */
final class ToolHooks {
  /** Tools that write a file, which their input names. */
  private static final Set<String> EDITS = Set.of("write_file", "edit", "replace");

  private ToolHooks() {}

  static List<Event> completed(Hook hook) {
    var call = ToolCall.of(hook);
    var events = new ArrayList<Event>();
    events.add(call.completed(hook.json("tool_response"), hook.json("duration_ms")));
    String path = call.input() == null ? "" : call.input().path("file_path").asText("");
    if (EDITS.contains(call.tool()) && !path.isEmpty()) {
      events.add(call.file("file:modified", path, null, 0));
    }
    return events;
  }

  static Event failed(Hook hook) {
    ObjectNode more =
        Boolean.TRUE.equals(hook.fields().flag("is_interrupt"))
            ? Json.object().put("interrupted", true)
            : null;
    return ToolCall.of(hook).failed(hook.text("error"), hook.json("duration_ms"), more);
  }

  /** The call never ran. */
  static Event denied(Hook hook) {
    String reason = hook.text("reason");
    String error = reason == null ? "Denied" : "Denied: " + reason;
    return ToolCall.of(hook).failed(error, null, Json.object().put("denied", true));
  }
}

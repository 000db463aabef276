package dev.signalbox.agents.claudecode;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hook events about tool calls; start and end carry the same {@code tool_use_id}. */
final class ToolHooks {
  private static final int ID_CHARS_MAX = 100;

  private ToolHooks() {}

  static List<Event> started(Hook hook) {
    return List.of(event(hook, "tool:started", call(hook), "start"));
  }

  /** The end of a call, and what else it is the end of: an edit, a question, a subagent. */
  static List<Event> completed(Hook hook) {
    ObjectNode body = put(call(hook), "output", output(hook));
    put(body, "durationMs", hook.json("duration_ms"));
    var events = new ArrayList<Event>();
    events.add(event(hook, "tool:completed", body, "end"));
    events.addAll(FileHooks.changed(hook));
    events.addAll(AskHooks.answered(hook));
    events.addAll(TurnHooks.delegated(hook));
    return events;
  }

  static List<Event> failed(Hook hook) {
    ObjectNode body = put(call(hook), "error", hook.text("error"));
    put(body, "durationMs", hook.json("duration_ms"));
    if (Boolean.TRUE.equals(hook.fields().flag("is_interrupt"))) {
      body.put("interrupted", true);
    }
    return List.of(event(hook, "tool:failed", body, "end"));
  }

  /** The classifier of auto mode said no: the call never ran. */
  static List<Event> denied(Hook hook) {
    String reason = hook.text("reason");
    ObjectNode body = call(hook).put("error", reason == null ? "Denied" : "Denied: " + reason);
    return List.of(event(hook, "tool:failed", body.put("denied", true), "end"));
  }

  /** An event about a call, which it and the moment name. */
  static Event event(Hook hook, String type, ObjectNode body, String moment) {
    String id = hook.text("tool_use_id");
    return hook.event(
        type, body, id == null || id.length() > ID_CHARS_MAX ? null : moment + ":" + id);
  }

  private static ObjectNode call(Hook hook) {
    ObjectNode body = hook.body().put("toolName", hook.fields().required("tool_name"));
    put(body, "toolUseId", hook.text("tool_use_id"));
    put(body, "permissionMode", hook.text("permission_mode"));
    return put(body, "input", hook.json("tool_input"));
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

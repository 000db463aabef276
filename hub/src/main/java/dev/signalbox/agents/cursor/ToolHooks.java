package dev.signalbox.agents.cursor;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.ToolCall;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import org.jspecify.annotations.Nullable;

/** Hook events about tool calls and edits. */
final class ToolHooks {
  private ToolHooks() {}

  static Event completed(Hook hook) {
    return ToolCall.of(hook).completed(hook.json("tool_output"), hook.json("duration"));
  }

  /** The kind of failure is error, timeout or permission_denied. */
  static Event failed(Hook hook) {
    ObjectNode more = put(Json.object(), "errorType", hook.text("failure_type"));
    if ("permission_denied".equals(hook.text("failure_type"))) {
      more.put("denied", true);
    }
    if (Boolean.TRUE.equals(hook.fields().flag("is_interrupt"))) {
      more.put("interrupted", true);
    }
    return ToolCall.of(hook).failed(hook.text("error_message"), hook.json("duration"), more);
  }

  /** The edits are texts that were replaced, without their places. */
  static Event edited(Hook hook) {
    ObjectNode body = hook.body().put("path", hook.fields().required("file_path"));
    var diff = new StringBuilder();
    for (ObjectNode edit : hook.fields().objects("edits")) {
      var texts = new Fields(edit);
      append(diff, '-', texts.text("old_string"));
      append(diff, '+', texts.text("new_string"));
    }
    return hook.event("file:modified", diff.isEmpty() ? body : body.put("diff", diff.toString()));
  }

  private static void append(StringBuilder diff, char sign, @Nullable String text) {
    if (text != null) {
      text.lines().forEach(line -> diff.append(sign).append(line).append('\n'));
    }
  }
}

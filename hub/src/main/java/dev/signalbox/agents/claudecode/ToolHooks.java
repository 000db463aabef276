package dev.signalbox.agents.claudecode;

import static dev.signalbox.agents.claudecode.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hook events about tool calls; start and end carry the same {@code tool_use_id}. */
final class ToolHooks {
  private ToolHooks() {}

  static List<Event> started(Hook hook) {
    return List.of(event(hook, "tool:started", call(hook), "start"));
  }

  static List<Event> completed(Hook hook) {
    ObjectNode body = put(call(hook), "output", hook.json("tool_response"));
    put(body, "durationMs", hook.json("duration_ms"));
    var events = new ArrayList<Event>();
    events.add(event(hook, "tool:completed", body, "end"));
    changedFile(hook).ifPresent(events::add);
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

  private static ObjectNode call(Hook hook) {
    ObjectNode body = hook.body().put("toolName", hook.fields().required("tool_name"));
    put(body, "toolUseId", hook.text("tool_use_id"));
    put(body, "permissionMode", hook.text("permission_mode"));
    return put(body, "input", hook.json("tool_input"));
  }

  private static Event event(Hook hook, String type, ObjectNode body, String moment) {
    String id = hook.text("tool_use_id");
    return id == null || id.length() > 100
        ? hook.event(type, body)
        : hook.event(type, body, moment + ":" + id);
  }

  private static Optional<Event> changedFile(Hook hook) {
    ObjectNode input = hook.fields().object("tool_input");
    if (input == null) {
      return Optional.empty();
    }
    String path = textOf(input, "file_path", "notebook_path");
    if (path == null) {
      return Optional.empty();
    }
    return switch (hook.fields().required("tool_name")) {
      case "Write" -> Optional.of(file(hook, isNew(hook) ? "file:created" : "file:modified", path));
      case "Edit", "MultiEdit", "NotebookEdit" -> Optional.of(file(hook, "file:modified", path));
      default -> Optional.empty();
    };
  }

  private static boolean isNew(Hook hook) {
    ObjectNode response = hook.fields().object("tool_response");
    return response != null && "create".equals(response.path("type").asText());
  }

  private static Event file(Hook hook, String type, String path) {
    ObjectNode body = put(hook.body(), "toolUseId", hook.text("tool_use_id")).put("path", path);
    ObjectNode response = hook.fields().object("tool_response");
    if (response != null && response.path("structuredPatch").isArray()) {
      String diff = PatchText.of(response.path("structuredPatch"));
      if (!diff.isEmpty()) {
        body.put("diff", diff);
      }
    }
    return hook.event(type, body);
  }

  private static @Nullable String textOf(ObjectNode input, String... names) {
    return new Fields(input).firstText(names);
  }
}

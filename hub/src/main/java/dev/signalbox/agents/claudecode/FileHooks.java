package dev.signalbox.agents.claudecode;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import java.util.List;

/** What a completed tool call did to a file. */
final class FileHooks {
  private FileHooks() {}

  /** One event, or none when the call changed no file. */
  static List<Event> changed(Hook hook) {
    ObjectNode input = hook.fields().object("tool_input");
    String path = input == null ? null : new Fields(input).firstText("file_path", "notebook_path");
    if (path == null) {
      return List.of();
    }
    return switch (hook.fields().required("tool_name")) {
      case "Write" -> List.of(file(hook, isNew(hook) ? "file:created" : "file:modified", path));
      case "Edit", "MultiEdit", "NotebookEdit" -> List.of(file(hook, "file:modified", path));
      default -> List.of();
    };
  }

  private static boolean isNew(Hook hook) {
    return "create".equals(response(hook).path("type").asText());
  }

  private static Event file(Hook hook, String type, String path) {
    ObjectNode body = put(hook.body(), "toolUseId", hook.text("tool_use_id")).put("path", path);
    JsonNode patch = response(hook).path("structuredPatch");
    if (patch.isArray() && !patch.isEmpty()) {
      body.put("diff", PatchText.of(patch));
    }
    return ToolHooks.event(hook, type, body, "file");
  }

  private static ObjectNode response(Hook hook) {
    ObjectNode response = hook.fields().object("tool_response");
    return response == null ? Json.object() : response;
  }
}

package dev.signalbox.agents.claudecode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.ToolCall;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** A file that Claude Code was asked to watch changed, whoever did it. */
  static Event watched(Hook hook) {
    String path = hook.text("file_path");
    String type = path == null ? null : type(hook.text("event"));
    return type == null ? hook.other() : hook.event(type, hook.body().put("path", path));
  }

  private static @Nullable String type(@Nullable String change) {
    return switch (change) {
      case "add" -> "file:created";
      case "change" -> "file:modified";
      case "unlink" -> "file:deleted";
      case null, default -> null;
    };
  }

  private static boolean isNew(Hook hook) {
    return "create".equals(response(hook).path("type").asText());
  }

  private static Event file(Hook hook, String type, String path) {
    JsonNode patch = response(hook).path("structuredPatch");
    String diff = patch.isArray() && !patch.isEmpty() ? PatchText.of(patch) : null;
    return ToolCall.of(hook).file(type, path, diff, 0);
  }

  private static ObjectNode response(Hook hook) {
    ObjectNode response = hook.fields().object("tool_response");
    return response == null ? Json.object() : response;
  }
}

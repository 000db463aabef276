package dev.signalbox.agents.copilot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.Permission;
import dev.signalbox.agents.ToolCall;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hook events about tool calls, which have no ids. */
final class ToolHooks {
  private ToolHooks() {}

  static ToolCall call(Hook hook, Payload payload) {
    String id = payload.text("toolUseId");
    return new ToolCall(
        hook, tool(payload), id == null ? payload.text("toolCallId") : id, payload.toolInput());
  }

  static Permission permission(Hook hook, Payload payload) {
    return new Permission(hook, tool(payload), payload.toolInput());
  }

  /** The result's type is success, failure, rejected or denied. */
  static List<Event> ended(Hook hook, Payload payload) {
    ToolCall call = call(hook, payload);
    JsonNode result = payload.json("toolResult");
    String type = field(result, "resultType", "result_type");
    String text = field(result, "textResultForLlm", "text_result_for_llm");
    if (type != null && !type.equals("success")) {
      return List.of(call.failed(text == null ? type : text, null, null));
    }
    var events = new ArrayList<Event>();
    events.add(call.completed(text == null ? result : TextNode.valueOf(text), null));
    events.addAll(changed(call));
    return events;
  }

  static Event failed(Hook hook, Payload payload) {
    JsonNode error = payload.json("error");
    String message = error == null || error.isTextual() ? payload.text("error") : Json.text(error);
    return call(hook, payload).failed(message, null, null);
  }

  private static List<Event> changed(ToolCall call) {
    String path = call.input() == null ? "" : call.input().path("path").asText("");
    if (path.isEmpty()) {
      return List.of();
    }
    return switch (call.tool()) {
      case "create" -> List.of(call.file("file:created", path, null, 0));
      case "edit", "str_replace" -> List.of(call.file("file:modified", path, null, 0));
      default -> List.of();
    };
  }

  private static String tool(Payload payload) {
    String tool = payload.tool();
    if (tool == null || tool.isBlank()) {
      throw new InvalidEventException(
          "toolName", "required", "Expected toolName or tool_name, but got neither");
    }
    return tool;
  }

  private static @Nullable String field(@Nullable JsonNode result, String camel, String snake) {
    if (result == null) {
      return null;
    }
    JsonNode value = result.has(camel) ? result.path(camel) : result.path(snake);
    return value.isTextual() && !value.asText().isEmpty() ? value.asText() : null;
  }
}

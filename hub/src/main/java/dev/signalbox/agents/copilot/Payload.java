package dev.signalbox.agents.copilot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A payload in either shape, read by the names of the first:
 *
 * <pre>
 * {"sessionId":"3c9d…","timestamp":1795425300000,"cwd":"/home/dev/shop",
 *  "toolName":"bash","toolArgs":{"command":"npm test"}}
 *
 * {"hook_event_name":"PreToolUse","session_id":"3c9d…","timestamp":"2026-11-23T09:15:00.000Z",
 *  "cwd":"/home/dev/shop","tool_name":"Bash","tool_input":{"command":"npm test"}}
 * </pre>
 */
record Payload(ObjectNode json, Fields fields) {
  /** Copilot's tools by the names that they have in the words of Claude Code. */
  private static final Map<String, String> TOOLS =
      Map.of("Bash", "bash", "Read", "view", "Write", "create", "Edit", "edit");

  static Payload of(ObjectNode json) {
    return new Payload(json, new Fields(json));
  }

  @Nullable String text(String name) {
    String text = fields.text(name);
    return text == null ? fields.text(snake(name)) : text;
  }

  @Nullable JsonNode json(String name) {
    JsonNode value = fields.json(name);
    return value == null ? fields.json(snake(name)) : value;
  }

  /** What the tool was called with; earlier versions wrote it as JSON in a string. */
  @Nullable JsonNode toolInput() {
    JsonNode arguments = json("toolArgs");
    if (arguments == null) {
      return json("toolInput");
    }
    return arguments.isTextual() ? read(arguments) : arguments;
  }

  /** The tool's own name, so that what both shapes tell is one call. */
  @Nullable String tool() {
    String tool = text("toolName");
    return tool == null ? null : TOOLS.getOrDefault(tool, tool);
  }

  /** The name of the hook event in camelCase; found by its fields where the payload has none. */
  String eventName() {
    String given = fields.text("hook_event_name");
    if (given == null) {
      return nameByFields();
    }
    String camel = given.substring(0, 1).toLowerCase(Locale.ROOT) + given.substring(1);
    return switch (camel) {
      case "stop" -> "agentStop";
      case "userPromptSubmit" -> "userPromptSubmitted";
      default -> camel;
    };
  }

  private static JsonNode read(JsonNode text) {
    try {
      JsonNode value = Json.tree(text.asText().getBytes(StandardCharsets.UTF_8));
      return value.isObject() ? value : text;
    } catch (JsonProcessingException e) {
      return text;
    }
  }

  private String nameByFields() {
    if (has("toolName")) {
      return toolEventName();
    }
    if (has("agentName")) {
      return has("stopReason") || has("response") ? "subagentStop" : "subagentStart";
    }
    if (has("transformedPrompt")) {
      return "userPromptTransformed";
    }
    if (has("prompt")) {
      return "userPromptSubmitted";
    }
    if (has("stopReason")) {
      return "agentStop";
    }
    if (has("source")) {
      return "sessionStart";
    }
    if (has("reason")) {
      return "sessionEnd";
    }
    if (has("error")) {
      return "errorOccurred";
    }
    if (has("trigger")) {
      return "preCompact";
    }
    return has("notificationType") ? "notification" : "unnamed";
  }

  private String toolEventName() {
    if (has("toolResult")) {
      return "postToolUse";
    }
    if (has("error")) {
      return "postToolUseFailure";
    }
    return has("toolArgs") ? "preToolUse" : "permissionRequest";
  }

  private boolean has(String name) {
    return json(name) != null;
  }

  /** When it happened, in both shapes alike; null when it does not say. */
  @Nullable String momentName() {
    try {
      Instant moment = fields.time("timestamp");
      return moment == null ? null : moment.toString();
    } catch (InvalidEventException e) {
      return null;
    }
  }

  /** What tells two payloads of the same moment apart, in both shapes alike. */
  String contentName() {
    JsonNode input = toolInput();
    return String.join(
        "\n",
        String.valueOf(tool()),
        input == null ? "" : Json.text(input),
        String.valueOf(text("agentName")),
        String.valueOf(text("prompt")));
  }

  /** {@code toolName} is {@code tool_name}. */
  private static String snake(String camel) {
    return camel.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}

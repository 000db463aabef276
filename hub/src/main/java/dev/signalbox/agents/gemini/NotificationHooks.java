package dev.signalbox.agents.gemini;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.Names;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import java.util.List;
import java.util.Objects;

/**
 * Notifications. One kind says that a dialog for permission has opened; it names the tool by what
 * it does, and has not its input:
 *
 * <pre>
 * {"notification_type":"ToolPermission","message":"Tool Confirm Shell Command requires execution",
 *   "details":{"type":"exec","title":"Confirm Shell Command","command":"git push"}}</pre>
 */
final class NotificationHooks {
  private static final int QUESTION_CHARS_MAX = 2_000;

  /** Before a call a hook can only refuse it: what it allows is asked all the same. */
  private static final String UNHELD = "Gemini CLI takes no approval but from its terminal";

  private NotificationHooks() {}

  static Event notified(Hook hook) {
    String type = hook.text("notification_type");
    if ("ToolPermission".equals(type)) {
      return permission(hook);
    }
    ObjectNode body = put(hook.body(), "message", hook.text("message"));
    return hook.event("notification:shown", put(body, "notificationType", type));
  }

  private static Event permission(Hook hook) {
    ObjectNode given = hook.fields().object("details");
    ObjectNode details = given == null ? Json.object() : given;
    String tool = tool(details);
    String asked = Names.of(hook.sessionId(), Json.text(details));
    ObjectNode body = hook.body().put("askId", "permission-" + asked);
    body.put("kind", tool.equals("ask_user") ? "question" : "approval");
    put(body.put("toolName", tool), "details", given);
    body.put("question", question(hook, details));
    return hook.event("interaction:awaiting-input", hook.awaiting(body, UNHELD));
  }

  /** The tool by its dialog; an ask ends when a call of that tool does. */
  private static String tool(JsonNode details) {
    return switch (details.path("type").asText("")) {
      case "exec" -> "run_shell_command";
      case "edit" ->
          details.path("title").asText("").startsWith("Confirm Write") ? "write_file" : "replace";
      case "info" -> "web_fetch";
      case "ask_user" -> "ask_user";
      case "exit_plan_mode" -> "exit_plan_mode";
      case "mcp" ->
          "mcp_%s_%s"
              .formatted(
                  details.path("serverName").asText(""), details.path("toolName").asText(""));
      default -> "tool";
    };
  }

  private static String question(Hook hook, JsonNode details) {
    String title = details.path("title").asText("");
    String asked = title.isEmpty() ? Objects.requireNonNullElse(hook.text("message"), "") : title;
    for (String field : List.of("command", "filePath", "fileName", "prompt", "toolName")) {
      String value = details.path(field).asText("");
      if (!value.isEmpty()) {
        return Texts.cut(asked + ": " + value, QUESTION_CHARS_MAX);
      }
    }
    return asked.isEmpty() ? "May it go on?" : Texts.cut(asked, QUESTION_CHARS_MAX);
  }
}

package dev.signalbox.agents.claudecode;

import static dev.signalbox.agents.claudecode.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hook events that say what the agent wants from a person. */
final class AskHooks {
  private static final int QUESTION_CHARS_MAX = 2_000;

  private AskHooks() {}

  /**
   * A permission dialog has opened. The payload has no tool id: the ask is named by session, turn,
   * subagent, tool and input, and ends when such a call does.
   */
  static List<Event> permission(Hook hook) {
    String tool = hook.fields().required("tool_name");
    JsonNode input = hook.json("tool_input");
    ObjectNode body = hook.body();
    body.put("askId", askId(hook, tool, input)).put("toolName", tool);
    put(body, "toolInput", input);
    put(body, "permissionMode", hook.text("permission_mode"));
    put(body, "suggestions", hook.json("permission_suggestions"));
    JsonNode questions = input == null ? null : input.get("questions");
    if (tool.equals("AskUserQuestion") && questions != null) {
      body.put("kind", "question").put("question", question(questions));
      put(body, "options", questions.path(0).get("options"));
    } else {
      body.put("kind", "approval").put("question", wanted(tool, input));
    }
    return List.of(hook.event("interaction:awaiting-input", body));
  }

  static List<Event> elicitation(Hook hook) {
    String server = hook.fields().required("mcp_server_name");
    ObjectNode body = hook.body().put("askId", elicitationId(hook, server)).put("kind", "input");
    String message = hook.text("message");
    body.put("question", message == null ? server + " asks" : message).put("mcpServer", server);
    put(body, "url", hook.text("url"));
    put(body, "schema", hook.json("requested_schema"));
    return List.of(hook.event("interaction:awaiting-input", body));
  }

  static List<Event> elicited(Hook hook) {
    String server = hook.fields().required("mcp_server_name");
    ObjectNode body = hook.body().put("askId", elicitationId(hook, server));
    put(body, "decision", hook.text("action"));
    put(body, "input", hook.json("content"));
    return List.of(hook.event("interaction:input-received", body.put("source", "terminal")));
  }

  /** Only shown: the dialogs behind notifications have hooks of their own. */
  static List<Event> notified(Hook hook) {
    ObjectNode body = put(hook.body(), "message", hook.text("message"));
    put(body, "title", hook.text("title"));
    put(body, "notificationType", hook.text("notification_type"));
    return List.of(hook.event("notification:shown", body));
  }

  /** Both events name the server and the turn; only the second always has an elicitation id. */
  private static String elicitationId(Hook hook, String server) {
    return "elicitation-" + named(hook.sessionId(), hook.turnId(), server);
  }

  private static String askId(Hook hook, String tool, @Nullable JsonNode input) {
    String canonical = input == null ? "" : Json.text(input);
    return "permission-"
        + named(hook.sessionId(), hook.turnId(), hook.text("agent_id"), tool, canonical);
  }

  /** A name made of the parts: the same parts, the same name (UUID of version 3). */
  private static String named(@Nullable String... parts) {
    String joined = String.join("\n", Arrays.stream(parts).map(String::valueOf).toList());
    return UUID.nameUUIDFromBytes(joined.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String question(JsonNode questions) {
    String first = questions.path(0).path("question").asText("Which one?");
    return questions.size() > 1 ? first + " (and " + (questions.size() - 1) + " more)" : first;
  }

  /** What it wants to do, in words of its own where it has some. */
  private static String wanted(String tool, @Nullable JsonNode input) {
    for (String field :
        List.of("command", "file_path", "notebook_path", "url", "plan", "pattern")) {
      String value = input == null ? "" : input.path(field).asText("");
      if (!value.isEmpty()) {
        return Texts.cut(tool + ": " + value, QUESTION_CHARS_MAX);
      }
    }
    return "May it use " + tool + "?";
  }
}

package dev.signalbox.agents.claudecode;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.Names;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hook events that say what the agent wants from a person. */
final class AskHooks {
  private static final int QUESTION_CHARS_MAX = 2_000;
  private static final String QUESTION_TOOL = "AskUserQuestion";

  private AskHooks() {}

  /**
   * A permission dialog has opened. The payload has no tool id: the ask is named by session, turn,
   * subagent, tool and input, and ends when such a call does.
   */
  static List<Event> permission(Hook hook) {
    String tool = hook.fields().required("tool_name");
    JsonNode input = hook.json("tool_input");
    ObjectNode body = hook.body().put("askId", askId(hook, tool, input)).put("toolName", tool);
    put(body, "toolInput", input);
    put(body, "permissionMode", hook.text("permission_mode"));
    put(body, "suggestions", hook.json("permission_suggestions"));
    JsonNode questions = questions(tool, input);
    if (questions == null) {
      body.put("kind", "approval").put("question", wanted(tool, input));
    } else {
      body.put("kind", "question").put("question", question(questions));
      put(body, "options", questions.path(0).get("options"));
    }
    return List.of(hook.event("interaction:awaiting-input", body));
  }

  /** What a person answered in the terminal, when this is the end of such a question. */
  static List<Event> answered(Hook hook) {
    String tool = hook.fields().required("tool_name");
    JsonNode input = hook.json("tool_input");
    if (questions(tool, input) == null) {
      return List.of();
    }
    ObjectNode body = hook.body().put("askId", askId(hook, tool, input));
    put(body, "input", input == null ? null : input.get("answers"));
    return List.of(hook.event("interaction:input-received", body.put("source", "terminal")));
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

  /**
   * Only shown, because the dialogs behind notifications have hooks of their own; but one that says
   * that the agent waits for a prompt stands in for the end of a turn that was not reported.
   */
  static List<Event> notified(Hook hook) {
    String type = hook.text("notification_type");
    ObjectNode body = put(hook.body(), "message", hook.text("message"));
    put(body, "title", hook.text("title"));
    put(body, "notificationType", type);
    Event shown = hook.event("notification:shown", body);
    return "idle_prompt".equals(type)
        ? List.of(shown, hook.event("session:idle", hook.body()))
        : List.of(shown);
  }

  /** Both events name the server and the turn; only the second always has an elicitation id. */
  private static String elicitationId(Hook hook, String server) {
    return "elicitation-" + Names.of(hook.sessionId(), hook.turnId(), server);
  }

  /** An answered question comes back with its answers: only the questions name it. */
  private static String askId(Hook hook, String tool, @Nullable JsonNode input) {
    JsonNode questions = questions(tool, input);
    JsonNode asked = questions == null ? input : questions;
    String canonical = asked == null ? "" : Json.text(asked);
    return "permission-"
        + Names.of(hook.sessionId(), hook.turnId(), hook.agentId(), tool, canonical);
  }

  private static @Nullable JsonNode questions(String tool, @Nullable JsonNode input) {
    return input != null && tool.equals(QUESTION_TOOL) ? input.get("questions") : null;
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

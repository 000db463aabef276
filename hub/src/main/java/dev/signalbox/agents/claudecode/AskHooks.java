package dev.signalbox.agents.claudecode;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.Names;
import dev.signalbox.agents.Permission;
import dev.signalbox.agents.Prompt;
import dev.signalbox.command.HookCall;
import dev.signalbox.protocol.Event;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hook events that say what the agent wants from a person. */
final class AskHooks {
  /**
   * What changes something runs after all calls before it, and before all after it (seen with
   * 2.1.332). Commands that only read may run side by side, but ask seldom.
   */
  private static final Set<String> ONE_AT_A_TIME =
      Set.of("Bash", "Edit", "MultiEdit", "NotebookEdit", "Write");

  private static final String QUESTION_TOOL = "AskUserQuestion";

  private AskHooks() {}

  /** A permission dialog has opened, or closed. */
  static List<Event> permission(Hook hook) {
    var permission = Permission.of(hook);
    List<Event> after = permission.after(asked(permission));
    if (!after.isEmpty()) {
      return after;
    }
    JsonNode questions = questions(permission);
    if (questions == null) {
      ObjectNode approval = permission.approval().put("takesInput", true);
      boolean isExclusive = ONE_AT_A_TIME.contains(permission.tool());
      return List.of(permission.asked(approval.put("exclusive", isExclusive)));
    }
    ObjectNode body = permission.body(questions).put("kind", "question");
    put(body.put("question", question(questions)), "options", questions.path(0).get("options"));
    return List.of(permission.asked(body));
  }

  /** What a permission dialog asks, and how its hook says the answer. */
  static Prompt prompt(Hook hook) {
    var permission = Permission.of(hook);
    String askId = permission.thisTime(asked(permission));
    String at = hook.name() + " · " + permission.tool();
    return new Prompt(
        hook.sessionId(),
        askId,
        new HookCall(hook.sessionId(), hook.turnId(), hook.agentId(), at),
        answer -> new PermissionAnswer(permission, answer).json());
  }

  /** What of the input names the ask: answers come back beside the questions. */
  private static @Nullable JsonNode asked(Permission permission) {
    JsonNode questions = questions(permission);
    return questions == null ? permission.input() : questions;
  }

  /** What a person answered in the terminal, when this is the end of such a question. */
  static List<Event> answered(Hook hook) {
    var permission = Permission.of(hook);
    JsonNode questions = questions(permission);
    if (questions == null) {
      return List.of();
    }
    // An answered question comes back with its answers: only the questions name it.
    ObjectNode body = hook.body().put("askId", permission.askId(questions));
    JsonNode input = permission.input();
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
    // Its dialog is a form in the terminal, and no hook of ours waits for it.
    body.put("answerable", false);
    return List.of(hook.event("interaction:awaiting-input", body));
  }

  static List<Event> elicited(Hook hook) {
    String server = hook.fields().required("mcp_server_name");
    ObjectNode body = hook.body().put("askId", elicitationId(hook, server));
    put(body, "decision", hook.text("action"));
    put(body, "input", hook.json("content"));
    return List.of(hook.event("interaction:input-received", body.put("source", "terminal")));
  }

  /** Another agent of the team waits for work. */
  static Event teammateIdle(Hook hook) {
    String name = hook.text("teammate_name");
    ObjectNode body = hook.body().put("message", (name == null ? "A teammate" : name) + " is idle");
    return hook.event("notification:shown", body.put("notificationType", "teammate_idle"));
  }

  /** Both events name the server and the turn; only the second always has an elicitation id. */
  private static String elicitationId(Hook hook, String server) {
    return "elicitation-" + Names.of(hook.sessionId(), hook.turnId(), server);
  }

  private static @Nullable JsonNode questions(Permission permission) {
    JsonNode input = permission.input();
    return input != null && permission.tool().equals(QUESTION_TOOL) ? input.get("questions") : null;
  }

  private static String question(JsonNode questions) {
    String first = questions.path(0).path("question").asText("Which one?");
    return questions.size() > 1 ? first + " (and " + (questions.size() - 1) + " more)" : first;
  }
}

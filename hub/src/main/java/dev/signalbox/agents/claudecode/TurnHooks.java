package dev.signalbox.agents.claudecode;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Delegate;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.ToolCall;
import dev.signalbox.agents.Turn;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import java.util.List;
import java.util.Set;

/** Hook events about turns: a prompt begins one, Stop ends it, subagents run within. */
final class TurnHooks {
  /** Prompts of these sources, where the field is given, were written by no person. */
  private static final Set<String> MACHINE_SOURCES =
      Set.of("system", "loop_wakeup", "schedule_wakeup", "poll_event");

  private TurnHooks() {}

  /** A prompt that was typed while the agent works has the id of the turn that runs. */
  static List<Event> prompt(Hook hook) {
    String prompt = hook.text("prompt");
    var turn = new Turn(hook);
    return List.of(isAutomatic(hook) ? turn.automaticPrompt(prompt) : turn.prompt(prompt));
  }

  static List<Event> stopped(Hook hook) {
    ObjectNode idle = hook.body();
    JsonNode background = hook.json("background_tasks");
    if (background != null && !background.isEmpty()) {
      idle.set("backgroundTasks", background);
    }
    return new Turn(hook).over(hook.text("last_assistant_message"), idle);
  }

  static List<Event> subagentStarted(Hook hook) {
    return List.of(Delegate.of(hook).started(null));
  }

  /** Claude Code's own helpers, e.g. of a compaction, stop without type and start: no subagents. */
  static List<Event> subagentStopped(Hook hook) {
    var delegate = Delegate.of(hook);
    return delegate.type() == null
        ? List.of(hook.other())
        : List.of(delegate.stopped(hook.text("last_assistant_message")));
  }

  /**
   * The call that made a subagent says what for, and which it was: at once when the subagent works
   * in the background, else at its end.
   */
  static List<Event> delegated(Hook hook) {
    ObjectNode response = hook.fields().object("tool_response");
    String agentId = response == null ? null : new Fields(response).text("agentId");
    if (response == null || agentId == null || !isDelegation(hook)) {
      return List.of();
    }
    ObjectNode input = hook.fields().object("tool_input");
    var asked = new Fields(input == null ? Json.object() : input);
    ObjectNode body = Json.object().put("agentId", agentId);
    put(body, "turnId", hook.turnId());
    put(body, "agentType", asked.text("subagent_type"));
    put(body, "parentAgentId", hook.agentId());
    put(body, "description", asked.text("description"));
    return switch (response.path("status").asText()) {
      case "async_launched" -> List.of(ToolCall.of(hook).about("agent:started", body, "agent"));
      case "completed" -> List.of(ToolCall.of(hook).about("agent:stopped", body, "agent"));
      default -> List.of();
    };
  }

  /** The tool was called Task in earlier versions. */
  private static boolean isDelegation(Hook hook) {
    String tool = hook.fields().required("tool_name");
    return tool.equals("Agent") || tool.equals("Task");
  }

  private static boolean isAutomatic(Hook hook) {
    String prompt = hook.text("prompt");
    String source = hook.text("source");
    return (prompt != null && prompt.startsWith("<task-notification>"))
        || (source != null && MACHINE_SOURCES.contains(source));
  }
}

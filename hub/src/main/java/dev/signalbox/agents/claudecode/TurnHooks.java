package dev.signalbox.agents.claudecode;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hook events about turns: a prompt begins one, Stop ends it, subagents run within. */
final class TurnHooks {
  /** Prompts of these sources, where the field is given, were written by no person. */
  private static final Set<String> MACHINE_SOURCES =
      Set.of("system", "loop_wakeup", "schedule_wakeup", "poll_event");

  /** Stands for a prompt of pictures only. */
  private static final String NO_TEXT = "(no text)";

  private TurnHooks() {}

  /** A prompt that was typed while the agent works has the id of the turn that runs. */
  static List<Event> prompt(Hook hook) {
    String prompt = hook.text("prompt");
    String text = prompt == null || prompt.isBlank() ? NO_TEXT : prompt;
    ObjectNode body = hook.body().put("text", text);
    if (isAutomatic(text, hook.text("source"))) {
      body.put("automatic", true);
    }
    return List.of(hook.event("message:user", body));
  }

  /** The last message is an event of its own; idle repeats it for those who show only that. */
  static List<Event> stopped(Hook hook) {
    String last = hook.text("last_assistant_message");
    var events = new ArrayList<Event>();
    if (last != null && !last.isBlank()) {
      events.add(hook.event("message:assistant", hook.body().put("text", last)));
    }
    ObjectNode idle = put(hook.body(), "lastMessage", last);
    JsonNode background = hook.json("background_tasks");
    if (background != null && !background.isEmpty()) {
      idle.set("backgroundTasks", background);
    }
    events.add(hook.event("session:idle", idle));
    return events;
  }

  static List<Event> failed(Hook hook) {
    String kind = hook.text("error");
    String details = hook.text("error_details");
    ObjectNode error = hook.body().put("error", describe(kind, details)).put("recoverable", true);
    put(error, "errorType", kind);
    ObjectNode idle = put(hook.body(), "lastMessage", hook.text("last_assistant_message"));
    return List.of(hook.event("error:occurred", error), hook.event("session:idle", idle));
  }

  static List<Event> subagentStarted(Hook hook) {
    String agentId = hook.fields().required("agent_id");
    ObjectNode body = hook.body().put("agentId", agentId);
    return List.of(hook.event("agent:started", put(body, "agentType", hook.text("agent_type"))));
  }

  /** Claude Code's own helpers, e.g. of a compaction, stop without type and start: no subagents. */
  static List<Event> subagentStopped(Hook hook) {
    String agentId = hook.fields().required("agent_id");
    if (hook.text("agent_type") == null) {
      return List.of(hook.other());
    }
    ObjectNode body = hook.body().put("agentId", agentId);
    put(body, "agentType", hook.text("agent_type"));
    put(body, "lastMessage", hook.text("last_assistant_message"));
    return List.of(hook.event("agent:stopped", body));
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
      case "async_launched" -> List.of(ToolHooks.event(hook, "agent:started", body, "agent"));
      case "completed" -> List.of(ToolHooks.event(hook, "agent:stopped", body, "agent"));
      default -> List.of();
    };
  }

  static List<Event> compacted(Hook hook) {
    ObjectNode body = put(hook.body(), "trigger", hook.text("trigger"));
    put(body, "summary", hook.text("compact_summary"));
    return List.of(hook.event("context:compacted", body));
  }

  /** The tool was called Task in earlier versions. */
  private static boolean isDelegation(Hook hook) {
    String tool = hook.fields().required("tool_name");
    return tool.equals("Agent") || tool.equals("Task");
  }

  private static boolean isAutomatic(String prompt, @Nullable String source) {
    return prompt.startsWith("<task-notification>")
        || (source != null && MACHINE_SOURCES.contains(source));
  }

  private static String describe(@Nullable String kind, @Nullable String details) {
    if (kind == null) {
      return details == null ? "The turn failed" : details;
    }
    return details == null ? kind : kind + ": " + details;
  }
}

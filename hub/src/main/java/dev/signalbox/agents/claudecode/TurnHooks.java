package dev.signalbox.agents.claudecode;

import static dev.signalbox.agents.claudecode.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Event;
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

  private TurnHooks() {}

  static List<Event> prompt(Hook hook) {
    String prompt = hook.fields().required("prompt");
    ObjectNode body = hook.body().put("text", prompt);
    if (isAutomatic(prompt, hook.text("source"))) {
      body.put("automatic", true);
    }
    var events = new ArrayList<Event>();
    events.add(
        hook.turnId() == null
            ? hook.event("message:user", body)
            : hook.event("message:user", body, "prompt:" + hook.turnId()));
    ObjectNode update = Json.object();
    put(update, "title", hook.text("session_title"));
    put(update, "gitBranch", hook.context().gitBranch());
    if (!update.isEmpty()) {
      events.add(hook.event("session:updated", update));
    }
    return events;
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

  static List<Event> subagentStopped(Hook hook) {
    String agentId = hook.fields().required("agent_id");
    ObjectNode body = hook.body().put("agentId", agentId);
    put(body, "agentType", hook.text("agent_type"));
    put(body, "lastMessage", hook.text("last_assistant_message"));
    return List.of(hook.event("agent:stopped", body));
  }

  static List<Event> compacted(Hook hook) {
    ObjectNode body = put(hook.body(), "trigger", hook.text("trigger"));
    put(body, "summary", hook.text("compact_summary"));
    return List.of(hook.event("context:compacted", body));
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

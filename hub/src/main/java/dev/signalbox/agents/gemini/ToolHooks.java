package dev.signalbox.agents.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Delegate;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.ToolCall;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hook events about tool calls. The end of one has what the model was told and what the person was
 * shown; of an edit the latter is
 *
 * <pre>{"fileDiff":"…","fileName":"README.md","originalContent":"…","newContent":"…"}</pre>
 */
final class ToolHooks {
  /** The beginning of a subagent's prompt stands for it. */
  private static final int TASK_CHARS_MAX = 200;

  private ToolHooks() {}

  static List<Event> started(Hook hook) {
    var call = ToolCall.of(hook);
    var events = new ArrayList<Event>();
    events.add(call.started());
    delegate(call).map(it -> it.started(task(call))).ifPresent(events::add);
    return events;
  }

  static List<Event> ended(Hook hook) {
    var call = ToolCall.of(hook);
    ObjectNode response = hook.fields().object("tool_response");
    JsonNode error = response == null ? null : response.get("error");
    var events = new ArrayList<Event>();
    if (error == null || error.isNull()) {
      events.add(call.completed(output(response, hook.json("tool_response")), null));
      events.addAll(changed(call, response));
    } else {
      events.add(call.failed(message(error), null, null));
    }
    delegate(call).map(it -> it.stopped(null)).ifPresent(events::add);
    return events;
  }

  /** The subagent that a call asks for; it ends with the call, and has no other name. */
  private static Optional<Delegate> delegate(ToolCall call) {
    String type = call.input() == null ? "" : call.input().path("agent_name").asText("");
    return call.tool().equals("invoke_agent") && !type.isEmpty()
        ? Optional.of(new Delegate(call.hook(), "subagent-" + call.name(), type))
        : Optional.empty();
  }

  private static @Nullable String task(ToolCall call) {
    String prompt = call.input() == null ? "" : call.input().path("prompt").asText("");
    return prompt.isEmpty() ? null : Texts.line(prompt, TASK_CHARS_MAX);
  }

  /** What the model was told: what the person was shown says it once more, in colours. */
  private static @Nullable JsonNode output(
      @Nullable ObjectNode response, @Nullable JsonNode otherwise) {
    JsonNode told = response == null ? null : response.get("llmContent");
    return told == null || told.isNull() ? otherwise : told;
  }

  private static List<Event> changed(ToolCall call, @Nullable ObjectNode response) {
    boolean isEdit = call.tool().equals("write_file") || call.tool().equals("replace");
    String path = call.input() == null ? "" : call.input().path("file_path").asText("");
    if (!isEdit || path.isEmpty()) {
      return List.of();
    }
    JsonNode shown = (response == null ? Json.object() : response).path("returnDisplay");
    String diff = shown.path("fileDiff").asText("");
    boolean isNew =
        shown.path("isNewFile").asBoolean(false)
            || (shown.has("originalContent") && shown.path("originalContent").isNull());
    String type = isNew ? "file:created" : "file:modified";
    return List.of(call.file(type, path, diff.isEmpty() ? null : diff, 0));
  }

  private static String message(JsonNode error) {
    if (error.isTextual()) {
      return error.asText();
    }
    String message = error.path("message").asText("");
    return message.isEmpty() ? Json.text(error) : message;
  }
}

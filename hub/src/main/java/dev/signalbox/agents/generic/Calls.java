package dev.signalbox.agents.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.ToolCall;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls of tools. The first message of one describes it, later ones say what changed:
 *
 * <pre>
 * {"sessionUpdate":"tool_call","toolCallId":"call_001","title":"Run tests","kind":"execute",
 *  "status":"pending","rawInput":{"command":"npm test"}}
 * {"sessionUpdate":"tool_call_update","toolCallId":"call_001","status":"completed",
 *  "content":[{"type":"content","content":{"type":"text","text":"12 passed"}}]}
 * </pre>
 */
final class Calls {
  /** Stands for a tool that an update does not name again. */
  private static final String UNNAMED = "tool";

  private Calls() {}

  static List<Event> events(Hook hook, ObjectNode update) {
    ToolCall call = call(hook, update);
    boolean isFirst = update.path("sessionUpdate").asText("").equals("tool_call");
    var events = new ArrayList<Event>();
    if (isFirst) {
      events.add(call.started());
    }
    switch (update.path("status").asText("")) {
      case "completed" -> {
        events.add(call.completed(output(update), null));
        events.addAll(changed(call, update));
      }
      case "failed" -> events.add(call.failed(error(update), null, null));
      default -> {
        if (!isFirst) {
          events.addAll(Updates.whole(hook));
        }
      }
    }
    return events;
  }

  /** A tool is named by what kind it is; what it does is in its title. */
  static ToolCall call(Hook hook, ObjectNode call) {
    var fields = new Fields(call);
    String kind = fields.firstText("kind", "title");
    JsonNode input = fields.json("rawInput");
    String title = fields.text("title");
    ObjectNode titled = title == null ? null : Json.object().put("title", title);
    return new ToolCall(
        hook,
        kind == null ? UNNAMED : kind,
        fields.required("toolCallId"),
        input == null ? titled : input);
  }

  private static @Nullable JsonNode output(ObjectNode update) {
    JsonNode raw = update.get("rawOutput");
    return raw == null || raw.isNull() ? update.get("content") : raw;
  }

  private static @Nullable String error(ObjectNode update) {
    JsonNode first = update.path("content").path(0).path("content").path("text");
    return first.isTextual() ? first.asText() : new Fields(update).text("rawOutput");
  }

  /** Content of the kind diff has a path and both texts. */
  private static List<Event> changed(ToolCall call, ObjectNode update) {
    var events = new ArrayList<Event>();
    for (JsonNode content : update.path("content")) {
      String path = content.path("path").asText("");
      if (content.path("type").asText("").equals("diff") && !path.isBlank()) {
        boolean isNew = content.path("oldText").asText("").isEmpty();
        String type = isNew ? "file:created" : "file:modified";
        events.add(call.file(type, path, null, events.size()));
      }
    }
    return events;
  }
}

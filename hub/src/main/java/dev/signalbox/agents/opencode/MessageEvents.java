package dev.signalbox.agents.opencode;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.Turn;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events about messages and the parts that they are made of. */
final class MessageEvents {
  /** Parts that say nothing which another part or event does not. */
  private static final Set<String> SILENT =
      Set.of("step-start", "step-finish", "snapshot", "reasoning");

  private MessageEvents() {}

  /**
   * What an answer of the model used, once it is complete:
   *
   * <pre>{"id":"msg_2063…","role":"assistant","modelID":"claude-sonnet-5","cost":0.0431,
   *   "tokens":{"input":1200,"output":429,"reasoning":0,"cache":{"read":48210,"write":1320}},
   *   "time":{"created":1795425301000,"completed":1795425324000}}</pre>
   */
  static List<Event> updated(Hook hook) {
    ObjectNode info = hook.fields().object("info");
    if (info == null) {
      return List.of(hook.other());
    }
    String id = new Fields(info).text("id");
    boolean isComplete = info.path("time").path("completed").isNumber();
    if (id == null || !isComplete || !info.path("role").asText("").equals("assistant")) {
      return List.of();
    }
    JsonNode tokens = info.path("tokens");
    ObjectNode body = hook.body().put("requestId", id);
    put(body, "model", new Fields(info).text("modelID"));
    put(body, "inputTokens", tokens.get("input"));
    put(body, "outputTokens", output(tokens));
    put(body, "cacheReadTokens", tokens.path("cache").get("read"));
    put(body, "cacheWriteTokens", tokens.path("cache").get("write"));
    put(body, "costUsd", info.get("cost"));
    return List.of(hook.event("usage:recorded", body, "usage:" + id));
  }

  static List<Event> part(Hook hook) {
    ObjectNode part = hook.fields().object("part");
    if (part == null) {
      return List.of(hook.other());
    }
    String type = part.path("type").asText("");
    return switch (type) {
      case "tool" -> ToolParts.events(hook, part);
      case "text" -> text(hook, part);
      default -> SILENT.contains(type) ? List.of() : List.of(hook.other());
    };
  }

  /** What the model writes has a time, and an end when it is complete; what a person wrote none. */
  private static List<Event> text(Hook hook, ObjectNode part) {
    String text = part.path("text").asText("");
    String id = new Fields(part).text("id");
    boolean isHidden =
        part.path("synthetic").asBoolean(false) || part.path("ignored").asBoolean(false);
    if (text.isBlank() || isHidden) {
      return List.of();
    }
    if (part.path("time").path("end").isNumber()) {
      ObjectNode said = hook.body().put("text", text);
      return List.of(hook.event("message:assistant", said, name("said", id)));
    }
    return part.has("time")
        ? List.of()
        : List.of(hook.event("message:user", new Turn(hook).promptBody(text), name("prompt", id)));
  }

  private static @Nullable String name(String what, @Nullable String id) {
    return id == null ? null : what + ":" + id;
  }

  /** Thinking is paid for like the rest of an answer. */
  private static @Nullable JsonNode output(JsonNode tokens) {
    JsonNode output = tokens.get("output");
    long thought = tokens.path("reasoning").asLong(0);
    return output == null || !output.isIntegralNumber() || thought <= 0
        ? output
        : LongNode.valueOf(output.longValue() + thought);
  }
}

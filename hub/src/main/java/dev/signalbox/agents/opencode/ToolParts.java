package dev.signalbox.agents.opencode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Delegate;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.ToolCall;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part that is a call of a tool:
 *
 * <pre>{"type":"tool","callID":"toolu_01H…","tool":"bash","state":{"status":"completed",
 *   "input":{"command":"npm test"},"output":"12 passed","metadata":{…},
 *   "time":{"start":1795425305000,"end":1795425309000}}}</pre>
 */
final class ToolParts {
  private ToolParts() {}

  static List<Event> events(Hook hook, ObjectNode part) {
    var fields = new Fields(part);
    ObjectNode given = fields.object("state");
    ObjectNode state = given == null ? Json.object() : given;
    var call =
        new ToolCall(hook, fields.required("tool"), fields.text("callID"), state.get("input"));
    return switch (state.path("status").asText("")) {
      // The input is still being written.
      case "pending" -> List.of();
      case "running" -> running(hook, call, state);
      case "completed" -> completed(hook, call, state);
      case "error" -> List.of(call.failed(new Fields(state).text("error"), took(state), null));
      default -> List.of(hook.other());
    };
  }

  private static List<Event> running(Hook hook, ToolCall call, ObjectNode state) {
    var events = new ArrayList<Event>();
    events.add(call.started());
    Delegate delegate = delegate(hook, call, state);
    if (delegate != null) {
      events.add(delegate.started(text(call.input(), "description")));
    }
    return events;
  }

  /** A command that ran and failed is complete, for OpenCode. */
  private static List<Event> completed(Hook hook, ToolCall call, ObjectNode state) {
    int exit = state.path("metadata").path("exit").asInt(0);
    if (exit != 0) {
      String output = text(state, "output");
      String error = "Exit code " + exit + (output == null ? "" : "\n" + output);
      return List.of(call.failed(error, took(state), null));
    }
    var events = new ArrayList<Event>();
    events.add(call.completed(state.get("output"), took(state)));
    Delegate delegate = delegate(hook, call, state);
    if (delegate != null) {
      events.add(delegate.stopped(null));
    }
    events.addAll(changed(call, state.path("metadata")));
    return events;
  }

  /** The subagent that the call asked for, by its session; null for any other call. */
  private static @Nullable Delegate delegate(Hook hook, ToolCall call, ObjectNode state) {
    String session = state.path("metadata").path("sessionId").asText("");
    JsonNode input = call.input();
    return call.tool().equals("task") && !session.isEmpty() && input != null
        ? new Delegate(hook, session, text(input, "subagent_type"))
        : null;
  }

  private static List<Event> changed(ToolCall call, JsonNode metadata) {
    String path = call.input() == null ? "" : call.input().path("filePath").asText("");
    if (path.isEmpty()) {
      return List.of();
    }
    String diff = text(metadata, "diff");
    return switch (call.tool()) {
      case "edit" -> List.of(call.file("file:modified", path, diff, 0));
      case "write" -> {
        boolean isNew = metadata.has("exists") && !metadata.path("exists").asBoolean(true);
        yield List.of(call.file(isNew ? "file:created" : "file:modified", path, diff, 0));
      }
      default -> List.of();
    };
  }

  private static @Nullable String text(@Nullable JsonNode object, String name) {
    JsonNode value = object == null ? null : object.get(name);
    return value == null || !value.isTextual() ? null : value.asText();
  }

  private static @Nullable JsonNode took(ObjectNode state) {
    JsonNode start = state.path("time").path("start");
    JsonNode end = state.path("time").path("end");
    return start.isIntegralNumber() && end.isIntegralNumber()
        ? LongNode.valueOf(Math.max(0, end.longValue() - start.longValue()))
        : null;
  }
}

package dev.signalbox.agents.generic;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.ToolCall;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;

/** Requests for permission. The ask has the call's own name, so that it ends with the call. */
final class Asks {
  private Asks() {}

  static Event permission(Hook hook) {
    ObjectNode given = hook.fields().object("toolCall");
    ObjectNode toolCall = given == null ? Json.object() : given;
    ToolCall call = Calls.call(hook, toolCall);
    String title = new Fields(toolCall).text("title");
    ObjectNode body = hook.body().put("askId", call.id()).put("kind", "approval");
    body.put("question", title == null ? "May it use " + call.tool() + "?" : title);
    put(body.put("toolName", call.tool()), "toolInput", call.input());
    return hook.event("interaction:awaiting-input", put(body, "options", hook.json("options")));
  }
}

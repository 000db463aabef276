package dev.signalbox.agents.otlp;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Calls of tools that have ended. Hooks tell of them as they happen, and with more. */
final class ToolCalls {
  /** Hooks do not name events after longer ids. */
  private static final int ID_CHARS_MAX = 100;

  private ToolCalls() {}

  /**
   * Which call it was.
   *
   * @param id the agent's; null when records do not have it
   * @param nameIn the attribute that has the tool's name
   */
  record Call(@Nullable String id, String nameIn) {}

  /** The end of a call, from a record that has its parts in attributes. */
  static void tell(Teller teller, ObjectNode body, Call call) {
    Attributes attributes = teller.attributes();
    String name = attributes.text(call.nameIn());
    if (name == null) {
      teller.findings().ignore();
      return;
    }
    put(body.put("toolName", name), "toolUseId", call.id());
    put(body, "input", parsed(attributes.text("arguments", "function_args", "tool_input")));
    put(body, "output", attributes.text("output"));
    attributes.copyNumber("duration_ms", body, "durationMs");
    boolean isFailed = Boolean.FALSE.equals(attributes.flag("success"));
    if (isFailed) {
      put(body, "error", attributes.text("error", "error_type"));
    }
    teller.standsIn(isFailed ? "tool:failed" : "tool:completed", body, end(call.id()));
  }

  /** As hooks name the end of a call. */
  static @Nullable String end(@Nullable String callId) {
    return named("end:", callId);
  }

  /** As hooks name the start of a call. */
  static @Nullable String start(@Nullable String callId) {
    return named("start:", callId);
  }

  private static @Nullable String named(String moment, @Nullable String callId) {
    return callId == null || callId.length() > ID_CHARS_MAX ? null : moment + callId;
  }

  static @Nullable JsonNode parsed(@Nullable String json) {
    return json == null ? null : Messages.tree(json);
  }
}

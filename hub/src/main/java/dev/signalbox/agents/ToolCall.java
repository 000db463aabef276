package dev.signalbox.agents;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import org.jspecify.annotations.Nullable;

/**
 * A call of a tool, as events. Start and end find each other by the call's id. Of an agent that
 * gives none, equal calls share a {@code callName}: that cannot tell two that run at once apart.
 *
 * @param tool the tool's name
 * @param id the agent's name for the call; null when it gives none
 */
public record ToolCall(Hook hook, String tool, @Nullable String id, @Nullable JsonNode input) {
  private static final int ID_CHARS_MAX = 100;

  /** The call of a payload in the words that most agents use; throws when it names no tool. */
  public static ToolCall of(Hook hook) {
    return new ToolCall(
        hook,
        hook.fields().required("tool_name"),
        hook.text("tool_use_id"),
        hook.json("tool_input"));
  }

  public Event started() {
    return about("tool:started", body(), "start");
  }

  /** It ended well; null where there is no output, or the agent does not say how long it took. */
  public Event completed(@Nullable JsonNode output, @Nullable JsonNode durationMs) {
    ObjectNode body = put(put(body(), "output", output), "durationMs", durationMs);
    return about("tool:completed", body, "end");
  }

  /** {@code more} becomes part of the event, e.g. that it was interrupted. */
  public Event failed(
      @Nullable String error, @Nullable JsonNode durationMs, @Nullable ObjectNode more) {
    ObjectNode body = put(put(body(), "error", error), "durationMs", durationMs);
    return about("tool:failed", more == null ? body : body.setAll(more), "end");
  }

  /** It failed, in the words of most agents. */
  public Event failed() {
    boolean isInterrupted = Boolean.TRUE.equals(hook.fields().flag("is_interrupt"));
    ObjectNode more = isInterrupted ? Json.object().put("interrupted", true) : null;
    return failed(hook.text("error"), hook.json("duration_ms"), more);
  }

  /** It was not allowed, in the words of most agents: it never ran. */
  public Event denied() {
    String reason = hook.text("reason");
    String error = reason == null ? "Denied" : "Denied: " + reason;
    return failed(error, null, Json.object().put("denied", true));
  }

  /** The call made, changed or deleted a file, as far as it says with this diff. */
  public Event file(String type, String path, @Nullable String diff, int ordinal) {
    ObjectNode body = put(hook.body(), "toolUseId", id).put("path", path);
    return about(type, put(body, "diff", diff), ordinal == 0 ? "file" : "file" + ordinal);
  }

  /** An event about the call, known by the call's id and the moment, however often it is told. */
  public Event about(String type, ObjectNode body, String moment) {
    String name = id == null || id.length() > ID_CHARS_MAX ? null : moment + ":" + id;
    return hook.event(type, body, name);
  }

  /** What equal calls have in common. */
  public String name() {
    String asked = input == null ? "" : Json.text(input);
    return Names.of(hook.sessionId(), hook.agentId(), tool, asked);
  }

  private ObjectNode body() {
    ObjectNode body = hook.body().put("toolName", tool);
    if (id == null) {
      body.put("callName", name());
    }
    put(body, "toolUseId", id);
    put(body, "permissionMode", hook.text("permission_mode"));
    return put(body, "input", input);
  }
}

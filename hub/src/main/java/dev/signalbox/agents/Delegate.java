package dev.signalbox.agents;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Event;
import org.jspecify.annotations.Nullable;

/**
 * A subagent, as events.
 *
 * @param id the agent's name for it, or one that its start and its end have in common
 */
public record Delegate(Hook hook, String id, @Nullable String type) {

  /** The subagent of a payload in the words of most agents; throws when it names none. */
  public static Delegate of(Hook hook) {
    return new Delegate(hook, hook.fields().required("agent_id"), hook.text("agent_type"));
  }

  /** It begins; null when the agent does not say what for. */
  public Event started(@Nullable String description) {
    return hook.event("agent:started", put(body(), "description", description));
  }

  public Event stopped(@Nullable String lastMessage) {
    return hook.event("agent:stopped", put(body(), "lastMessage", lastMessage));
  }

  private ObjectNode body() {
    return put(hook.body().put("agentId", id), "agentType", type);
  }
}

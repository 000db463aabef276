package dev.signalbox.agents;

import org.jspecify.annotations.Nullable;

/**
 * Where an agent's payloads have what all of them have.
 *
 * @param agent the agent's name in sessions and in {@code /api/hooks/{agent}}
 * @param name the field that names the hook event, e.g. {@code hook_event_name}
 * @param sessionId the field that names the session
 * @param turnId the field that names the turn; null when the agent names none
 * @param agentId the field that names the subagent; null when the agent names none
 */
public record HookShape(
    String agent,
    String name,
    String sessionId,
    @Nullable String turnId,
    @Nullable String agentId) {}

package dev.signalbox.command;

import org.jspecify.annotations.Nullable;

/**
 * A hook call at which an agent asks what it is to do.
 *
 * @param turnId null when the agent does not say
 * @param agentId the subagent that makes it; null for the main agent
 * @param at the call, for people, e.g. {@code PreToolUse · Bash}
 */
public record HookCall(
    String sessionId, @Nullable String turnId, @Nullable String agentId, String at) {}

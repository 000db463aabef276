package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A hook call at which an agent can be told something, in its own words.
 *
 * @param at the call, for people, e.g. {@code PreToolUse · Bash}
 */
public record Checkpoint(String sessionId, String at, Reply reply) {

  /** Writes what the agent reads. Pure. */
  public interface Reply {
    /** The agent ends its turn. */
    ObjectNode stop(String reason);

    /** The agent is told something, and goes on. */
    ObjectNode tell(String message);
  }
}

package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.command.HookCall;

/** A hook call at which an agent can be told something, in its own words. */
public record Checkpoint(HookCall call, Reply reply) {

  /**
   * Where a hook call stands.
   *
   * @param at the call, for people, e.g. {@code PreToolUse · Bash}
   */
  public static Checkpoint of(Hook hook, String at, Reply reply) {
    return new Checkpoint(new HookCall(hook.sessionId(), hook.turnId(), hook.agentId(), at), reply);
  }

  public String sessionId() {
    return call.sessionId();
  }

  /** Writes what the agent reads. Pure. */
  public interface Reply {
    /** The agent ends its turn. */
    ObjectNode stop(String reason);

    /** The agent is told something, and goes on. */
    ObjectNode tell(String message);
  }
}

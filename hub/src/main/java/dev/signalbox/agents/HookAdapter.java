package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns one agent's hook payloads into events. Pure, and so thread safe. */
@FunctionalInterface
public interface HookAdapter {
  /**
   * What a payload reports: of one session as a rule, of none when it says nothing of any.
   *
   * @param payload as the agent sent it; not changed
   * @param receivedAt by the hub's clock
   * @throws dev.signalbox.protocol.InvalidEventException when it is not such a payload
   */
  List<HookReport> reports(ObjectNode payload, HookContext context, Instant receivedAt);

  /** What the payload asks, if its agent takes an answer in the call itself. */
  default Optional<Prompt> prompt(ObjectNode payload, HookContext context) {
    return Optional.empty();
  }

  /** Where the agent stands, if it can be told something there. */
  default Optional<Checkpoint> checkpoint(ObjectNode payload) {
    return Optional.empty();
  }

  /**
   * Whether the sender's subagents report as sessions of their own, which have no start and name no
   * parent.
   */
  default boolean nestsSessions(ObjectNode payload) {
    return false;
  }
}

package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Turns one agent's hook payloads into events. Pure, and so thread safe. */
@FunctionalInterface
public interface HookAdapter {
  /**
   * What a payload reports.
   *
   * @param payload as the agent sent it; not changed
   * @param receivedAt by the hub's clock
   * @throws dev.signalbox.protocol.InvalidEventException when it is not such a payload
   */
  HookReport report(ObjectNode payload, HookContext context, Instant receivedAt);
}

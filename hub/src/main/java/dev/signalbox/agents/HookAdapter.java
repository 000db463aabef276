package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Event;
import java.time.Instant;
import java.util.List;

/** Turns one agent's hook payloads into events. Pure, and so thread safe. */
@FunctionalInterface
public interface HookAdapter {
  /**
   * The events that a payload reports, in order; none for one that says nothing of interest.
   *
   * @param payload as the agent sent it; not changed
   * @param receivedAt by the hub's clock
   * @throws dev.signalbox.protocol.InvalidEventException when it is not such a payload
   */
  List<Event> events(ObjectNode payload, HookContext context, Instant receivedAt);
}

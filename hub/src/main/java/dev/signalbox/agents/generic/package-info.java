/**
 * Any agent that speaks the Agent Client Protocol: a client of it forwards the JSON-RPC messages
 * that it exchanges with the agent, one by one. {@link dev.signalbox.agents.generic.Acp} has the
 * table of messages; how they map is in {@code docs/agents.md}.
 */
@NullMarked
package dev.signalbox.agents.generic;

import org.jspecify.annotations.NullMarked;

/**
 * OpenCode: its stream of events, which a plugin forwards one by one, as ours. {@link
 * dev.signalbox.agents.opencode.OpenCode} has the table of events; how they map is in {@code
 * docs/agents.md}. What grows by and by is told again and again in full, so events are named by the
 * part that they tell of, and stored when it is complete.
 */
@NullMarked
package dev.signalbox.agents.opencode;

import org.jspecify.annotations.NullMarked;

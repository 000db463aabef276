/**
 * Lets agents report to a hub, and takes that back: which agents there are, where their settings
 * lie, what is written there. What comes out is a {@link dev.signalbox.agents.settings.Plan}, to be
 * shown before it is applied.
 *
 * <p>Start with {@link dev.signalbox.agents.connect.Agents}; each agent's own facts, and why its
 * hooks are these, are in its {@code …Setup}. {@link dev.signalbox.agents.connect.AgentConnection}
 * is what the command line works with.
 */
@NullMarked
package dev.signalbox.agents.connect;

import org.jspecify.annotations.NullMarked;

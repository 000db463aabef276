/**
 * Adapters: what each coding agent reports by its own hooks, as events. An adapter is a pure
 * function from one payload to events; where an agent can be answered, it also makes the answer.
 *
 * <p>Start with {@link dev.signalbox.agents.HookAdapter}; {@link dev.signalbox.agents.Hook} is what
 * all of them build on. Each agent has a package of its own.
 */
@NullMarked
package dev.signalbox.agents;

import org.jspecify.annotations.NullMarked;

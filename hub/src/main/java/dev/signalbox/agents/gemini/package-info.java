/**
 * Gemini CLI: the payloads of its hooks as events. {@link dev.signalbox.agents.gemini.Gemini} has
 * the table of hook events; how they map is in {@code docs/agents.md}. Its hooks name neither turns
 * nor calls.
 */
@NullMarked
package dev.signalbox.agents.gemini;

import org.jspecify.annotations.NullMarked;

/**
 * Cursor: the payloads of its hooks as events. {@link dev.signalbox.agents.cursor.Cursor} has the
 * table of hook events; how they map is in {@code docs/agents.md}.
 */
@NullMarked
package dev.signalbox.agents.cursor;

import org.jspecify.annotations.NullMarked;

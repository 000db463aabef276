/**
 * Claude Code: its hook payloads as events. {@link dev.signalbox.agents.claudecode.ClaudeCode} has
 * the table of hook events; how they map is in {@code docs/agents.md}.
 */
@NullMarked
package dev.signalbox.agents.claudecode;

import org.jspecify.annotations.NullMarked;

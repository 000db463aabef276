/**
 * Qwen Code: the payloads of its hooks as events. {@link dev.signalbox.agents.qwen.QwenCode} has
 * the table of hook events; how they map is in {@code docs/agents.md}.
 */
@NullMarked
package dev.signalbox.agents.qwen;

import org.jspecify.annotations.NullMarked;

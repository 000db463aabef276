/**
 * Codex CLI: the payloads of its hooks and of {@code notify} as events. {@link
 * dev.signalbox.agents.codex.Codex} has the table of hook events; how they map is in {@code
 * docs/agents.md}. Hooks run only after their user reviewed them; {@code notify} needs no review,
 * and tells of the end of a turn alone.
 */
@NullMarked
package dev.signalbox.agents.codex;

import org.jspecify.annotations.NullMarked;

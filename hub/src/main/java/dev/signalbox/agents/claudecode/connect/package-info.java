/**
 * Puts Signalbox's hooks into Claude Code's settings and takes them out again. What comes out is a
 * {@link dev.signalbox.agents.settings.Plan}, to be shown before it is applied.
 *
 * <p>Start with {@link dev.signalbox.agents.claudecode.connect.ClaudeConnection}; which hooks there
 * are, and why, is in {@link dev.signalbox.agents.claudecode.connect.ObservedEvents}.
 */
@NullMarked
package dev.signalbox.agents.claudecode.connect;

import org.jspecify.annotations.NullMarked;

/**
 * GitHub Copilot CLI: the payloads of its hooks as events. A hook that is configured by a name in
 * camelCase gets payloads in camelCase, which do not name the hook event; by a name in PascalCase,
 * it gets payloads in the words of Claude Code. Start with {@link
 * dev.signalbox.agents.copilot.Copilot}; how they map is in {@code docs/agents.md}.
 *
 * <p>Copilot also runs the hooks that a repository holds for Claude Code: {@link
 * dev.signalbox.agents.copilot.ClaudeHookFile} tells them apart.
 */
@NullMarked
package dev.signalbox.agents.copilot;

import org.jspecify.annotations.NullMarked;

import { expect, test } from 'vitest';
import { agentName } from './labels';

test.each([
  ['claude-code', 'Claude'],
  ['codex', 'Codex'],
  ['gemini-cli', 'Gemini'],
  ['opencode', 'OpenCode'],
  ['copilot-cli', 'Copilot'],
  ['qwen-code', 'Qwen'],
  ['cursor', 'Cursor'],
])('an agent that reports as %s is shown as %s', (agent, name) => {
  expect(agentName(agent)).toBe(name);
});

test('any other agent is shown as it calls itself', () => {
  expect(agentName('constructor')).toBe('constructor');
});

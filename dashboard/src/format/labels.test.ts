import { expect, test } from 'vitest';
import { agentName, stateLabel, stateOf } from './labels';

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

test.each([
  ['working', false, 'Working'],
  ['working', true, 'Paused'],
  ['idle', true, 'Idle, paused'],
  ['needs_you', true, 'Needs you, paused'],
  ['ended', true, 'Ended'],
] as const)('a session that is %s, paused %s, is called %s', (state, paused, label) => {
  expect(stateLabel({ state, paused })).toBe(label);
});

test('one needs you, several need you', () => {
  expect([1, 3].map((count) => stateOf('needs_you', count))).toEqual(['needs you', 'need you']);
  expect(stateOf('idle', 3)).toBe('idle');
});

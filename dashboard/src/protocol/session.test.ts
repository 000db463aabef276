import { expect, test } from 'vitest';
import messages from '../../../protocol/src/test/fixtures/messages.json';
import wire from '../../../protocol/src/test/fixtures/session-detail.json';
import { decodeSession } from './session';

test('reads every field of a summary', () => {
  expect(decodeSession(wire)).toEqual({
    id: 's1',
    user: 'ana',
    cwd: '/srv/shop',
    repository: 'shop',
    gitBranch: 'fix/cart',
    hostname: 'mb-1',
    platform: 'darwin',
    agent: 'claude-code',
    agentVersion: '2.1.330',
    model: 'claude-opus',
    title: 'Fix the cart',
    firstPrompt: 'The cart forgets its items',
    resumedFrom: 's0',
    state: 'needs_you',
    stateSince: Date.parse('2026-11-23T08:05:00Z'),
    attention: {
      kind: 'approval',
      since: Date.parse('2026-11-23T08:05:00Z'),
      text: 'Bash · npm publish',
      askId: 'a1',
      toolName: 'Bash',
      answerable: true,
    },
    activity: 'Bash · npm test',
    startedAt: Date.parse('2026-11-23T08:00:00Z'),
    endedAt: Date.parse('2026-11-23T08:06:00Z'),
    lastEventAt: Date.parse('2026-11-23T08:05:00Z'),
    lastSequence: 10482,
    durationMs: 300_000,
    waitedMs: 42_000,
    chains: { total: 2, current: 'plan' },
    steps: { total: 5, done: 2, failed: 1 },
    subagents: { running: 1, total: 3 },
    tools: { calls: 12, failures: 2 },
    usage: wire.usage,
    pulse: { minute: Date.parse('2026-11-23T08:05:00Z'), counts: wire.pulse.counts },
    endReason: 'logout',
    summary: 'The cart keeps its items',
    labels: ['urgent', 'shop'],
    metadata: { ticket: 17 },
    inferred: true,
    paused: true,
    controls: ['answer', 'message'],
  });
});

test('leaves absent fields out', () => {
  const session = decodeSession(messages.session.payload);
  expect(session).toMatchObject({ id: 's1', labels: [], inferred: false });
  expect(session).not.toHaveProperty('title');
  expect(session).not.toHaveProperty('attention');
});

test('an unknown state reads as lost: we do not know', () => {
  expect(decodeSession({ id: 's1', state: 'dreaming' })?.state).toBe('lost');
});

test('fields of the wrong type read as absent, and the rest stays', () => {
  const session = decodeSession({
    id: 's1',
    state: 'working',
    title: { toString: 'x' },
    user: 7,
    labels: ['a', 3, null],
    usage: 'many',
    subagents: { running: -4, total: Number.NaN },
    attention: 'now',
    pulse: { minute: 'noon', counts: 'lots' },
    startedAt: 'yesterday',
  });
  expect(session).toMatchObject({
    id: 's1',
    state: 'working',
    labels: ['a'],
    subagents: { running: 0, total: 0 },
    usage: { costUsd: 0 },
  });
  expect(session).not.toHaveProperty('user');
  expect(session).not.toHaveProperty('attention');
  expect(session).not.toHaveProperty('pulse');
});

test('inherited names are not fields', () => {
  const session = decodeSession(JSON.parse('{"id":"s1","__proto__":{"title":"evil"}}'));
  expect(session).not.toHaveProperty('title');
});

test.each([undefined, null, 'x', [], {}, { id: '' }, { id: 3 }])('%j is no session', (value) => {
  expect(decodeSession(value)).toBeUndefined();
});

test('texts for people cannot turn their line around or hide what they say', () => {
  const hostile = {
    title: '\u202egnp.exe\u202c',
    user: '\u001b[2Jana\u0000',
    labels: ['a\u2066b'],
  };
  expect(decodeSession({ id: 's', model: '\u202e', ...hostile })).toMatchObject({
    title: 'gnp.exe',
    user: 'ana',
    labels: ['ab'],
  });
  expect(decodeSession({ id: 's', model: '\u202e' })).not.toHaveProperty('model');
});

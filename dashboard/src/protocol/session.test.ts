import { expect, test } from 'vitest';
import { decodeSession } from './session';

test('reads a summary and leaves absent fields out', () => {
  const session = decodeSession({
    id: 's1',
    state: 'needs_you',
    startedAt: '2026-11-23T08:00:00.000Z',
    stateSince: '2026-11-23T08:05:00.000Z',
    lastSequence: 12,
    attention: { kind: 'approval', text: 'Run it?', askId: 'a1' },
    usage: { inputTokens: 10, costUsd: 0.25 },
    pulse: { minute: '2026-11-23T08:05:00Z', counts: [0, 1, 2] },
  });
  expect(session).toMatchObject({
    state: 'needs_you',
    stateSince: Date.parse('2026-11-23T08:05:00Z'),
    attention: { kind: 'approval', text: 'Run it?', askId: 'a1' },
    usage: { inputTokens: 10, outputTokens: 0, costUsd: 0.25 },
    pulse: { counts: [0, 1, 2] },
  });
  expect(session).not.toHaveProperty('title');
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

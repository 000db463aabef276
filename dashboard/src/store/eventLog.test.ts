import { expect, test } from 'vitest';
import type { SessionEvent } from '../protocol/event';
import { EventLog } from './eventLog.svelte';

function event(sequence: number, fields: Partial<SessionEvent> = {}): SessionEvent {
  return {
    sequence,
    epoch: 'e',
    sessionId: 's1',
    type: 'note:made',
    timestamp: 0,
    truncated: false,
    payload: {},
    ...fields,
  };
}

function span(from: number, to: number): SessionEvent[] {
  return Array.from({ length: to - from + 1 }, (_, index) => event(from + index));
}

function sequences(log: EventLog): number[] {
  return log.rows.map((row) => row.sequence);
}

const ATTACHED = { hasOlder: false, hasNewer: false };

test('an event that arrives twice is shown once', () => {
  const log = new EventLog();
  log.reset(span(1, 3), ATTACHED);
  log.add([event(3), event(4)]);
  log.add([event(2), event(4)]);
  expect(sequences(log)).toEqual([1, 2, 3, 4]);
});

test('an event that arrives late stands in its place', () => {
  const log = new EventLog();
  log.reset(span(5, 6), ATTACHED);
  log.add([event(9)]);
  log.add([event(7), event(10), event(8)]);
  expect(sequences(log)).toEqual([5, 6, 7, 8, 9, 10]);
});

test('older pages go in front, and pair with what is there', () => {
  const log = new EventLog();
  const call = { payload: { toolUseId: 't', toolName: 'Read' } };
  log.reset([event(5, { type: 'tool:completed', ...call })], { hasOlder: true, hasNewer: false });
  log.prepend([event(4, { type: 'tool:started', ...call })], false);
  expect(log.rows).toHaveLength(1);
  expect(log.rows[0]).toMatchObject({ sequence: 4, outcome: 'ok' });
  expect(log.hasOlder).toBe(false);
});

test('drops the oldest while following, and says that they exist', () => {
  const log = new EventLog(10);
  log.reset(span(1, 10), ATTACHED);
  log.add(span(11, 12));
  expect(sequences(log)[0]).toBe(3);
  expect(sequences(log).at(-1)).toBe(12);
  expect(log.hasOlder).toBe(true);
});

test('drops the newest while a person reads back, and counts what it misses', () => {
  const log = new EventLog(10);
  log.reset(span(1, 10), ATTACHED);
  log.isFollowing = false;
  log.add(span(11, 12));
  expect(sequences(log)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(log.hasNewer).toBe(true);
  log.add(span(13, 15));
  expect(log.missed).toBe(7);
  expect(sequences(log)).toHaveLength(8);
});

test('newer pages go behind, until the newest are reached', () => {
  const log = new EventLog(10);
  log.reset(span(1, 4), { hasOlder: false, hasNewer: true });
  log.isFollowing = false;
  log.add(span(9, 11));
  expect(log.missed).toBe(3);
  log.extend(span(5, 9), true);
  expect(log.missed).toBe(2);
  log.extend(span(10, 11), false);
  expect(log).toMatchObject({ missed: 0, hasNewer: false, hasOlder: true });
  expect(sequences(log)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11]);
  log.add([event(12)]);
  expect(sequences(log).at(-1)).toBe(12);
});

test('the whole of an event takes the place of its cut form', () => {
  const log = new EventLog();
  log.reset([event(1, { truncated: true, payload: { message: 'ab…' } })], ATTACHED);
  log.replace(event(1, { payload: { message: 'abcdef' } }));
  expect(log.rows[0]?.events[0]).toMatchObject({
    truncated: false,
    payload: { message: 'abcdef' },
  });
});

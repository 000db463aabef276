import { expect, test } from 'vitest';
import { Asks } from './asks.svelte';
import { askOf } from './fixtures';
import { nextOpen, step } from './order';
import { SETTLE_MILLIS, ShiftGuard } from './ShiftGuard';

const FIRST = askOf({ askId: 'first', openedAt: '2026-11-23T08:00:00Z' });
const SECOND = askOf({ askId: 'second', openedAt: '2026-11-23T08:01:00Z' });
const THIRD = askOf({ askId: 'third', openedAt: '2026-11-23T08:02:00Z' });

function ids(asks: Asks): readonly string[] {
  return asks.cards.map((card) => card.ask.askId);
}

test('open asks stand oldest first, whenever they are learnt of', () => {
  const asks = new Asks();
  asks.replace([SECOND]);
  asks.replace([FIRST, SECOND, THIRD]);
  expect(ids(asks)).toEqual(['first', 'second', 'third']);
  expect(asks.openCount).toBe(3);
});

test('an ask that is over keeps its place for a while, then leaves, and stays away', () => {
  let now = 1_000;
  const asks = new Asks(() => now);
  asks.replace([FIRST, SECOND]);
  expect(asks.replace([SECOND])).toEqual(['first']);
  asks.over('first', askOf({ askId: 'first', status: 'closed' }));
  expect(asks.replace([SECOND])).toEqual([]);
  expect(ids(asks)).toEqual(['first', 'second']);
  expect(asks.openCount).toBe(1);

  now += 3_999;
  asks.sweep();
  expect(ids(asks)).toEqual(['first', 'second']);
  now += 1;
  asks.sweep();
  expect(ids(asks)).toEqual(['second']);

  asks.replace([FIRST, SECOND]);
  expect(ids(asks)).toEqual(['second']);
});

test('one’s own answer leaves sooner', () => {
  let now = 0;
  const asks = new Asks(() => now);
  asks.replace([FIRST]);
  asks.over('first', FIRST, true);
  now = 1_500;
  asks.sweep();
  expect(ids(asks)).toEqual([]);
});

test('a list that was under way does not open again what is over', () => {
  const asks = new Asks();
  asks.replace([FIRST]);
  asks.over('first');
  asks.replace([FIRST]);
  expect(asks.get('first')?.phase).toBe('over');
});

test('an id that is asked anew is another ask', () => {
  let now = 0;
  const asks = new Asks(() => now);
  const again = askOf({ askId: 'first', openedAt: '2026-11-23T09:00:00Z' });
  asks.replace([FIRST]);
  asks.over('first', FIRST, true);
  asks.replace([again]);
  expect(asks.get('first')?.phase).toBe('open');
  asks.over('first', again, true);
  now = 10_000;
  asks.sweep();
  asks.replace([askOf({ askId: 'first', openedAt: '2026-11-23T10:00:00Z' })]);
  expect(asks.get('first')?.phase).toBe('open');
});

test('an ask whose answer is under way is not said to be over by a list', () => {
  const asks = new Asks();
  asks.replace([FIRST]);
  asks.sending('first');
  expect(asks.replace([])).toEqual([]);
  expect(asks.get('first')?.phase).toBe('sending');
});

test('a change of an open ask shows: it can no longer be answered here', () => {
  const asks = new Asks();
  asks.replace([FIRST]);
  asks.replace([askOf({ askId: 'first', answerable: false, reason: 'The hub was restarted' })]);
  expect(asks.get('first')?.ask).toMatchObject({ answerable: false, reason: /restarted/ });
});

test('the next to answer comes round, past what is over and what its terminal answers', () => {
  const asks = new Asks();
  asks.replace([FIRST, askOf({ ...SECOND, askId: 'second', answerable: false }), THIRD]);
  expect(nextOpen(asks.cards, 'first')?.ask.askId).toBe('third');
  expect(nextOpen(asks.cards, 'third')?.ask.askId).toBe('first');
  asks.over('third');
  asks.over('first');
  expect(nextOpen(asks.cards, 'first')?.ask.askId).toBe('second');
  expect(nextOpen([], undefined)).toBeUndefined();
});

test('steps stay within the list', () => {
  const asks = new Asks();
  asks.replace([FIRST, SECOND]);
  expect(step(asks.cards, undefined, -1)?.ask.askId).toBe('first');
  expect(step(asks.cards, 'first', -1)?.ask.askId).toBe('first');
  expect(step(asks.cards, 'first', 1)?.ask.askId).toBe('second');
  expect(step(asks.cards, 'second', 1)?.ask.askId).toBe('second');
});

test('nothing counts that is pressed just after the cards have moved', () => {
  const guard = new ShiftGuard();
  expect(guard.isSettled(0)).toBe(true);
  guard.shifted(1_000);
  expect(guard.isSettled(999 + SETTLE_MILLIS)).toBe(false);
  expect(guard.isSettled(1_000 + SETTLE_MILLIS)).toBe(true);
});

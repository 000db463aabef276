import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AskAnswer } from '../connection/control';
import { HubError } from '../connection/http';
import type { Ask } from '../protocol/ask';
import type { SessionEvent } from '../protocol/event';
import type { JsonObject } from '../protocol/json';
import { Asks } from '../store/asks/asks.svelte';
import { askOf } from '../store/asks/fixtures';
import { AskFeed } from './AskFeed';

/** The hub's side: the asks by their ids, and what was answered. */
class FakeControl {
  readonly known = new Map<string, Ask>();
  readonly answered: AskAnswer[] = [];
  lists = 0;
  error: Error | undefined;

  openAsks(): Promise<readonly Ask[]> {
    this.lists++;
    if (this.error) return Promise.reject(this.error);
    return Promise.resolve([...this.known.values()].filter((ask) => ask.status === 'open'));
  }

  ask(id: string): Promise<Ask> {
    const ask = this.known.get(id);
    return ask ? Promise.resolve(ask) : Promise.reject(new HubError(404, 'unknown'));
  }

  answer(id: string, answer: AskAnswer): Promise<Ask> {
    if (this.error) return Promise.reject(this.error);
    this.answered.push(answer);
    return this.ask(id);
  }

  put(fields: JsonObject): void {
    const ask = askOf(fields);
    this.known.set(ask.askId, ask);
  }
}

let control: FakeControl;
let asks: Asks;
let feed: AskFeed;

beforeEach(async () => {
  vi.useFakeTimers();
  control = new FakeControl();
  asks = new Asks();
  feed = new AskFeed(control, asks);
  control.put({ askId: 'a1' });
  feed.refresh();
  await vi.runAllTimersAsync();
});

afterEach(() => {
  vi.useRealTimers();
});

function event(type: string, payload: JsonObject = {}): SessionEvent {
  return {
    sequence: 1,
    epoch: 'e',
    sessionId: 's1',
    type,
    timestamp: 0,
    truncated: false,
    payload,
  };
}

test('an ask that opens is there after the event that tells of it', async () => {
  control.put({ askId: 'a2', openedAt: '2026-11-23T09:00:00Z' });
  feed.events([event('interaction:awaiting-input', { askId: 'a2' })]);
  await vi.advanceTimersByTimeAsync(0);
  expect(asks.cards.map((card) => card.ask.askId)).toEqual(['a1', 'a2']);
});

test('an ask that is answered elsewhere is over at once, and soon says how', async () => {
  control.put({ askId: 'a1', status: 'answered', decision: 'allow', source: 'terminal' });
  feed.events([event('interaction:input-received', { askId: 'a1' })]);
  expect(asks.get('a1')?.phase).toBe('over');
  await vi.advanceTimersByTimeAsync(0);
  expect(asks.get('a1')?.ask).toMatchObject({ status: 'answered', source: 'terminal' });
});

test('an ask of a session that was deleted is over', async () => {
  control.known.clear();
  feed.events([event('session:deleted')]);
  await vi.advanceTimersByTimeAsync(0);
  expect(asks.get('a1')?.phase).toBe('over');
});

test('events of other kinds ask for nothing, and many of this kind for few lists', async () => {
  feed.events([event('tool:started'), event('session:idle')]);
  expect(control.lists).toBe(1);
  for (let number = 0; number < 100; number++) feed.events([event('interaction:awaiting-input')]);
  await vi.runAllTimersAsync();
  expect(control.lists).toBe(3);
});

test('an answer is sent once, however often it is given', async () => {
  const first = feed.answer('a1', { decision: 'allow' });
  const second = feed.answer('a1', { decision: 'deny' });
  control.put({ askId: 'a1', status: 'answered', decision: 'allow', source: 'dashboard' });
  expect(await Promise.all([first, second])).toEqual([true, false]);
  expect(control.answered).toEqual([{ decision: 'allow' }]);
  expect(asks.get('a1')).toMatchObject({ phase: 'over', isOwn: true });
  expect(await feed.answer('a1', { decision: 'deny' })).toBe(false);
});

test('what an answer makes the agent remember is known of one’s own, and of others', async () => {
  control.put({ askId: 'a1', suggestions: ['none', 'rule'] });
  control.put({ askId: 'a2' });
  feed.refresh();
  await vi.runAllTimersAsync();
  await feed.answer('a1', { decision: 'allow', remember: [1] });
  expect(asks.get('a1')?.remembered).toEqual(['rule']);
  feed.events([event('interaction:input-received', { askId: 'a2', remembered: ['mode'] })]);
  expect(asks.get('a2')).toMatchObject({ phase: 'over', remembered: ['mode'] });
});

test('who comes too late sees who was first', async () => {
  const ask = { askId: 'a1', status: 'answered', decision: 'deny', by: 'kim' };
  control.error = new HubError(409, 'Denied by kim at 08:05', { code: 'ask-closed', ask });
  expect(await feed.answer('a1', { decision: 'allow' })).toBe(false);
  expect(asks.get('a1')).toMatchObject({
    phase: 'over',
    isOwn: false,
    ask: { decision: 'deny', by: 'kim' },
  });
});

test('an ask that only its terminal answers says so, and is not over', async () => {
  const ask = { askId: 'a1', status: 'open', answerable: false, reason: 'The hub was restarted' };
  control.error = new HubError(409, 'Answer it there', { code: 'ask-in-terminal', ask });
  await feed.answer('a1', { decision: 'allow' });
  expect(asks.get('a1')).toMatchObject({ phase: 'open', error: 'Answer it there' });
  expect(asks.get('a1')?.ask.answerable).toBe(false);
});

test('an answer without an echo may be given again, and says that it is in doubt', async () => {
  control.error = new HubError(0, 'The hub does not answer');
  await feed.answer('a1', { decision: 'allow' });
  expect(asks.get('a1')).toMatchObject({
    phase: 'open',
    error: 'The hub does not answer: your answer may not have arrived',
  });
  control.error = undefined;
  expect(await feed.answer('a1', { decision: 'allow' })).toBe(true);
});

test('a list that cannot be loaded keeps what is known, and says why', async () => {
  control.error = new HubError(503, 'Too busy');
  feed.refresh();
  await vi.runAllTimersAsync();
  expect(asks.error).toBe('Too busy');
  expect(asks.cards).toHaveLength(1);
});

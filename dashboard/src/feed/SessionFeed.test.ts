import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HubApi } from '../connection/api';
import { Connection } from '../connection/Connection';
import { HubHttp } from '../connection/http';
import { decodeMessage } from '../protocol/message';
import { Hub } from '../store/hub.svelte';
import { SessionFeed } from './SessionFeed.svelte';

/** The hub's answers to the reads of one session, given when the test says so. */
class FakeHub {
  readonly asked: string[] = [];
  readonly subscribed: string[] = [];
  private readonly waiting: ((answer: Response | Error) => void)[] = [];

  readonly hub = new Hub((flush) => {
    flush();
  });
  private readonly fetcher: typeof fetch = (input) => {
    this.asked.push(decodeURIComponent(input instanceof Request ? input.url : input.toString()));
    return new Promise((resolve, reject) => {
      this.waiting.push((answer) => {
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      });
    });
  };
  readonly api = new HubApi(new HubHttp(this.fetcher));
  readonly connection = new Connection(
    {
      random: () => 0,
      isWatched: () => true,
      loadSnapshot: () =>
        Promise.resolve({
          position: { epoch: 'e', sequence: 0 },
          sessions: [],
          total: 0,
          skewMillis: 0,
        }),
      openSocket: (_path, listener) => {
        queueMicrotask(() => {
          listener.message('{"type":"subscription_confirmed","position":"e:0"}');
        });
        return { send: (text) => this.subscribed.push(text), close: () => undefined };
      },
    },
    this.hub,
  );

  async start(): Promise<SessionFeed> {
    this.connection.open();
    await vi.advanceTimersByTimeAsync(0);
    return new SessionFeed(this, 's1');
  }

  /** Answers the oldest read, of one page of events. */
  async answerPage(position: number, sequences: readonly number[], hasMore = false): Promise<void> {
    const events = sequences.map((sequence) => wire(sequence));
    await this.reply({ position: `e:${position}`, events, hasMore });
  }

  /** Answers the oldest two reads, of the session and of its newest events. */
  async answer(position: number, sequences: readonly number[], hasMore = false): Promise<void> {
    await this.reply({ id: 's1', lastSequence: position, position: `e:${position}` });
    await this.answerPage(position, sequences, hasMore);
  }

  async reply(body: object, status = 200): Promise<void> {
    this.waiting.shift()?.(new Response(JSON.stringify(body), { status }));
    await vi.advanceTimersByTimeAsync(0);
  }

  async fail(): Promise<void> {
    this.waiting.shift()?.(new TypeError('no network'));
    await vi.advanceTimersByTimeAsync(0);
  }

  live(sequence: number, type = 'x:y'): void {
    const message = decodeMessage(JSON.stringify(wire(sequence, type)));
    if (message) this.hub.message(message);
  }
}

function wire(sequence: number, type = 'x:y'): object {
  return { type: 'event', sessionId: 's1', position: `e:${sequence}`, payload: { type } };
}

let fake: FakeHub;
let feed: SessionFeed;

beforeEach(async () => {
  vi.useFakeTimers();
  fake = new FakeHub();
  feed = await fake.start();
  void feed.open();
});

afterEach(() => {
  feed.close();
  fake.connection.close();
  vi.useRealTimers();
});

function shown(): readonly number[] {
  return feed.log.rows.map((row) => row.sequence);
}

test('shows a page, then what comes after it, each once', async () => {
  await fake.answer(3, [1, 3]);
  fake.live(3);
  fake.live(5);
  expect(shown()).toEqual([1, 3, 5]);
  expect(fake.subscribed).toEqual(['{"type":"subscribe","sessionId":"s1","since":"e:3"}']);
});

test('keeps what arrives while the page is under way', async () => {
  fake.live(3);
  fake.live(4);
  expect(shown()).toEqual([]);
  await fake.answer(3, [1, 3]);
  expect(shown()).toEqual([1, 3, 4]);
});

test('a permanent address shows what was before and after, and goes on to the newest', async () => {
  void feed.open(500);
  await fake.answer(2_000, [1, 3]);
  expect(fake.asked.slice(-2)).toEqual([
    '/api/sessions/s1/events?limit=200&before=501',
    '/api/sessions/s1/events?limit=200&after=500',
  ]);
  await fake.reply({ id: 's1', position: 'e:2000' });
  await fake.answerPage(2_000, [400, 500], true);
  await fake.answerPage(2_000, [900], true);
  expect(shown()).toEqual([400, 500, 900]);
  fake.live(2_010);
  expect([feed.log.hasNewer, feed.log.missed]).toEqual([true, 1]);

  void feed.loadNewer();
  fake.live(2_020);
  await fake.answerPage(2_015, [1_500, 2_010]);
  expect(shown()).toEqual([400, 500, 900, 1_500, 2_010, 2_020]);
  expect([feed.log.hasNewer, feed.log.missed]).toEqual([false, 0]);
});

test('a gap loads the newest anew while the old stay in sight', async () => {
  await fake.answer(3, [1, 3]);
  feed.gap('retention');
  expect(feed.isLoaded).toBe(true);
  expect(shown()).toEqual([1, 3]);
  fake.live(12);
  await fake.answer(11, [10, 11], true);
  expect(shown()).toEqual([10, 11, 12]);
  expect(feed.log.hasOlder).toBe(true);
});

test('the answer to an abandoned load changes nothing', async () => {
  feed.gap('retention');
  expect(fake.asked).toHaveLength(4);
  await fake.answer(3, [1, 3]);
  expect(feed.isLoaded).toBe(false);
  await fake.answer(11, [10, 11]);
  expect(shown()).toEqual([10, 11]);
});

test('after a load that failed, the old stand still until it is tried again', async () => {
  await fake.answer(3, [1, 3]);
  feed.gap('retention');
  await fake.fail();
  expect(feed.error).toBe('The hub cannot be reached');
  fake.live(12);
  expect(shown()).toEqual([1, 3]);
  void feed.open();
  await fake.fail();
  await fake.answer(13, [12, 13]);
  expect(feed.error).toBe('');
});

test('a session that the hub does not know is missing, one that is deleted is gone', async () => {
  await fake.reply({ detail: 'There is no session s1' }, 404);
  expect([feed.isMissing, feed.isLoaded]).toEqual([true, false]);
  await fake.fail();
  void feed.open();
  await fake.answer(2, [1, 2]);
  expect([feed.isMissing, feed.isLoaded]).toEqual([false, true]);
  fake.live(3, 'session:deleted');
  expect(feed.isDeleted).toBe(true);
});

test('the detail is read again once for many changes', async () => {
  await fake.answer(2, [1, 2]);
  const before = fake.asked.length;
  for (let sequence = 3; sequence < 9; sequence++) fake.live(sequence, 'step:started');
  feed.summaryChanged();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(fake.asked.slice(before)).toEqual(['/api/sessions/s1']);
});

import { expect, test } from 'vitest';
import { HubApi } from './api';
import { HubError, HubHttp } from './http';

function answering(answers: Record<string, { status?: number; body: unknown }>): HubApi {
  const fetcher: typeof fetch = (input) => {
    const answer = answers[input instanceof Request ? input.url : input.toString()];
    if (answer === undefined) return Promise.reject(new TypeError('fetch failed'));
    const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    return Promise.resolve(new Response(body, { status: answer.status ?? 200 }));
  };
  return new HubApi(new HubHttp(fetcher));
}

test('pages through the sessions and keeps the position of the first page', async () => {
  const api = answering({
    '/api/sessions?limit=500': {
      body: { position: 'e:7', count: 3, sessions: [{ id: 'a' }, { id: 'b' }], nextCursor: 'n&1' },
    },
    '/api/sessions?limit=500&cursor=n%261': {
      body: { position: 'e:9', count: 4, sessions: [{ id: 'b' }, { id: 'c' }, { no: 'id' }] },
    },
  });
  const snapshot = await api.snapshot();
  expect(snapshot.position).toEqual({ epoch: 'e', sequence: 7 });
  expect(snapshot.sessions.map((session) => session.id)).toEqual(['a', 'b', 'c']);
});

test('events come oldest first, whatever the order of the answer', async () => {
  const event = (sequence: number) => ({
    type: 'event',
    sessionId: 'a/b',
    position: `e:${sequence}`,
    payload: { type: 'x:y' },
  });
  const api = answering({
    '/api/sessions/a%2Fb/events?limit=200&before=9': {
      body: { events: [event(8), 'rubbish', event(5)], hasMore: true },
    },
  });
  const page = await api.events('a/b', { before: 9 });
  expect(page.events.map((e) => e.sequence)).toEqual([5, 8]);
  expect(page.hasMore).toBe(true);
});

test('a problem is told in its own words', async () => {
  const api = answering({
    '/api/sessions/x': { status: 404, body: { title: 'Not found', detail: 'No session x' } },
    '/api/sessions/y': { status: 502, body: '<html>' },
  });
  await expect(api.session('x')).rejects.toMatchObject({ status: 404, message: 'No session x' });
  await expect(api.session('y')).rejects.toThrow('The hub answered with status 502');
  await expect(api.session('z')).rejects.toThrow('The hub cannot be reached');
});

test('a read that gets no answer ends, and says so', async () => {
  const silent: typeof fetch = (_path, options) =>
    new Promise((_resolve, reject) => {
      options?.signal?.addEventListener('abort', () => {
        reject(new DOMException('Timed out', 'TimeoutError'));
      });
    });
  const api = new HubApi(new HubHttp(silent, 1));
  const reading = api.session('x', new AbortController().signal);
  await expect(reading).rejects.toThrow(new HubError(0, 'The hub does not answer'));
});

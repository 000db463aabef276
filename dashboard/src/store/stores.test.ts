import { expect, test } from 'vitest';
import type { Snapshot } from '../connection/api';
import { decodeMessage, type ServerMessage } from '../protocol/message';
import { decodeSession, type Session } from '../protocol/session';
import { Hub } from './hub.svelte';
import { Sessions } from './sessions.svelte';

function session(id: string, lastSequence: number, title = id): Session {
  const decoded = decodeSession({ id, lastSequence, title, state: 'working' });
  if (decoded === undefined) throw new Error('no session');
  return decoded;
}

function snapshot(...sessions: readonly Session[]): Snapshot {
  const position = { epoch: 'e', sequence: 1 };
  return { position, sessions, total: sessions.length, skewMillis: 0 };
}

function message(wire: object): ServerMessage {
  const decoded = decodeMessage(JSON.stringify(wire));
  if (decoded === undefined) throw new Error('no message');
  return decoded;
}

test('an older summary does not replace a newer one', () => {
  const sessions = new Sessions();
  sessions.replace([session('a', 5, 'new')]);
  sessions.put(session('a', 4, 'old'));
  sessions.publish();
  expect(sessions.get('a')?.title).toBe('new');
});

test('a summary that was under way does not bring a deleted session back', () => {
  const sessions = new Sessions();
  sessions.replace([session('a', 5)]);
  sessions.remove('a', 6);
  sessions.put(session('a', 5));
  sessions.publish();
  expect(sessions.all).toEqual([]);
  sessions.put(session('a', 7));
  sessions.publish();
  expect(sessions.all).toHaveLength(1);
});

test('a replayed deletion does not remove the session that was started since', () => {
  const sessions = new Sessions();
  sessions.replace([session('a', 9)]);
  sessions.remove('a', 6);
  sessions.publish();
  expect(sessions.all).toHaveLength(1);
});

test('a session that appears after the snapshot is fresh for a moment, and never again', () => {
  let now = 1_000;
  const sessions = new Sessions(() => now);
  sessions.replace([session('a', 1)]);
  sessions.put(session('a', 2));
  sessions.put(session('b', 3));
  sessions.publish();
  expect([...sessions.fresh]).toEqual(['b']);
  now += 2_499;
  sessions.forgetArrivals();
  expect([...sessions.fresh]).toEqual(['b']);
  now += 1;
  sessions.forgetArrivals();
  expect([...sessions.fresh]).toEqual([]);
  sessions.put(session('b', 4));
  sessions.publish();
  expect([...sessions.fresh]).toEqual([]);
});

test('messages are applied once per frame, in order', () => {
  const frames: (() => void)[] = [];
  const hub = new Hub((flush) => frames.push(flush));
  const seen: number[][] = [];
  hub.watch('a', {
    events: (events) => seen.push(events.map((event) => event.sequence)),
    gap: () => undefined,
  });
  for (const sequence of [1, 2, 3]) {
    hub.message(
      message({
        type: 'event',
        sessionId: sequence === 2 ? 'b' : 'a',
        position: `e:${sequence}`,
        payload: { type: 'x:y' },
      }),
    );
  }
  expect(frames).toHaveLength(1);
  expect(seen).toEqual([]);
  frames[0]?.();
  expect(seen).toEqual([[1, 3]]);
});

test('a deleted session leaves the list', () => {
  const hub = new Hub((flush) => {
    flush();
  });
  hub.snapshot(snapshot(session('a', 1)));
  hub.message(
    message({
      type: 'event',
      sessionId: 'a',
      position: 'e:2',
      payload: { type: 'session:deleted' },
    }),
  );
  expect(hub.sessions.all).toEqual([]);
});

test('a failed first load is told, and forgotten once there is a list', () => {
  const hub = new Hub(() => undefined);
  hub.state({ kind: 'reconnecting', retryAt: 0, reason: 'The hub cannot be reached' });
  expect(hub.loadError).toBe('The hub cannot be reached');
  hub.snapshot(snapshot());
  expect(hub.loadError).toBe('');
  expect(hub.isLoaded).toBe(true);
});

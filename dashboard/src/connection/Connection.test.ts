import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ServerMessage } from '../protocol/message';
import type { Snapshot } from './api';
import { HubError } from './http';
import { Connection, type ConnectionState, type Socket, type SocketListener } from './Connection';

/** A hub of one socket at a time, written by hand: it records what the page sends. */
class FakeHub {
  paths: string[] = [];
  sent: string[] = [];
  states: ConnectionState[] = [];
  messages: ServerMessage[] = [];
  gaps: string[] = [];
  snapshots = 0;
  unreadable = 0;
  snapshotError: Error | undefined;
  /** Answers no snapshot any more, as a network that is half open. */
  isSilent = false;
  aborted = 0;
  isWatched = true;
  socket: SocketListener | undefined;

  readonly connection = new Connection(
    {
      random: () => 1,
      isWatched: () => this.isWatched,
      loadSnapshot: (signal): Promise<Snapshot> => {
        this.snapshots++;
        signal.addEventListener('abort', () => this.aborted++);
        if (this.isSilent) return new Promise(() => undefined);
        if (this.snapshotError) return Promise.reject(this.snapshotError);
        const position = { epoch: 'e', sequence: this.snapshots * 100 };
        return Promise.resolve({ position, sessions: [], total: 0, skewMillis: 0 });
      },
      openSocket: (path, listener): Socket => {
        this.paths.push(path);
        this.socket = listener;
        return { send: (text) => this.sent.push(text), close: () => undefined };
      },
    },
    {
      snapshot: () => undefined,
      message: (message) => this.messages.push(message),
      state: (state) => this.states.push(state),
      gap: (reason) => this.gaps.push(reason),
      unreadable: () => this.unreadable++,
    },
  );

  get state(): ConnectionState | undefined {
    return this.states.at(-1);
  }

  get query(): URLSearchParams {
    return new URL(this.paths.at(-1) ?? '', 'http://hub').searchParams;
  }

  async open(): Promise<void> {
    this.connection.open();
    await vi.advanceTimersByTimeAsync(0);
  }

  say(message: object): void {
    this.socket?.message(JSON.stringify(message));
  }

  greet(sequence: number): void {
    this.say({ type: 'subscription_confirmed', clientId: 'c-1', position: `e:${sequence}` });
  }

  event(sequence: number, sessionId = 's1', type = 'tool:started'): void {
    this.say({ type: 'event', sessionId, position: `e:${sequence}`, payload: { type } });
  }
}

let hub: FakeHub;

beforeEach(() => {
  vi.useFakeTimers();
  hub = new FakeHub();
});

afterEach(() => {
  hub.connection.close();
  vi.useRealTimers();
});

test('takes a snapshot, then everything after it, and is live when caught up', async () => {
  await hub.open();
  expect(hub.paths).toEqual(['/ws?since=e%3A100&view=sessions']);
  hub.greet(103);
  expect(hub.state).toEqual({ kind: 'catching_up', received: 0 });
  hub.say({ type: 'session', position: 'e:102', payload: { id: 's1', state: 'idle' } });
  expect(hub.state).toEqual({ kind: 'catching_up', received: 1 });
  hub.say({ type: 'caught_up', position: 'e:103' });
  expect(hub.state).toEqual({ kind: 'live' });
});

test('reconnects after the last position that it heard, without another snapshot', async () => {
  await hub.open();
  hub.say({ type: 'caught_up', position: 'e:140' });
  hub.socket?.close(1006);
  expect(hub.state).toMatchObject({ kind: 'reconnecting', reason: 'The connection was lost' });
  await vi.advanceTimersByTimeAsync(500);
  expect(hub.query.get('since')).toBe('e:140');
  expect(hub.snapshots).toBe(1);
});

test.each([
  [true, [500, 1000, 2000, 4000, 5000, 5000, 5000]],
  [false, [500, 1000, 2000, 4000, 8000, 15000, 15000]],
])('waits longer after each failure, and starts over; watched: %s', async (isWatched, expected) => {
  hub.isWatched = isWatched;
  await hub.open();
  const waits = [];
  for (let failure = 0; failure < 7; failure++) {
    hub.socket?.close(1006);
    waits.push(hub.state?.kind === 'reconnecting' ? hub.state.retryAt - Date.now() : -1);
    await vi.runOnlyPendingTimersAsync();
  }
  expect(waits).toEqual(expected);
  hub.say({ type: 'caught_up', position: 'e:100' });
  hub.socket?.close(1001);
  expect(hub.state).toMatchObject({ retryAt: Date.now() + 500, reason: 'The hub is going away' });
});

test('a snapshot that does not come is asked for anew when the page wakes', async () => {
  hub.isSilent = true;
  await hub.open();
  expect(hub.state).toEqual({ kind: 'connecting', isRetry: false });
  hub.isSilent = false;
  hub.connection.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(hub.aborted).toBe(1);
  expect(hub.snapshots).toBe(2);
  expect(hub.paths).toHaveLength(1);
});

test('a gap brings a new snapshot', async () => {
  await hub.open();
  hub.say({ type: 'gap', from: 'e:5', to: 'e:900', reason: 'retention' });
  await vi.advanceTimersByTimeAsync(0);
  expect(hub.gaps).toEqual(['retention']);
  expect(hub.snapshots).toBe(2);
  expect(hub.query.get('since')).toBe('e:200');
});

test.each([1007, 1008, 1009, 4401])('close code %i is not tried again', async (code) => {
  await hub.open();
  hub.socket?.close(code);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(hub.state?.kind).toBe('offline');
  expect(hub.paths).toHaveLength(1);
});

test('an overloaded hub is left alone for five seconds', async () => {
  await hub.open();
  hub.socket?.close(1013);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(hub.paths).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(hub.paths).toHaveLength(2);
});

test('asks after silence, and gives up when nothing comes back', async () => {
  await hub.open();
  hub.greet(100);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(hub.sent).toEqual(['{"type":"ping"}']);
  hub.say({ type: 'pong', clientId: 'c-1' });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(hub.sent).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(hub.state).toMatchObject({ kind: 'reconnecting', reason: 'The hub has gone silent' });
});

test('a refused log-in is said, not hammered', async () => {
  hub.snapshotError = new HubError(401, 'Log in first');
  await hub.open();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(hub.state).toEqual({ kind: 'offline', reason: 'Log in first' });
  expect(hub.snapshots).toBe(1);
});

test('an unreachable hub is tried again, at once when the page wakes', async () => {
  hub.snapshotError = new HubError(0, 'The hub cannot be reached');
  await hub.open();
  expect(hub.state).toMatchObject({ kind: 'reconnecting', reason: 'The hub cannot be reached' });
  hub.snapshotError = undefined;
  hub.connection.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(hub.paths).toHaveLength(1);
});

test('subscribes after the greeting, and in the address of the next socket', async () => {
  await hub.open();
  hub.connection.subscribe('s/1', { epoch: 'e', sequence: 90 });
  expect(hub.sent).toEqual([]);
  hub.greet(100);
  expect(hub.sent).toEqual(['{"type":"subscribe","sessionId":"s/1","since":"e:90"}']);
  hub.socket?.close(1006);
  await vi.advanceTimersByTimeAsync(500);
  expect(hub.query.get('sessions')).toBe('s/1');
});

test('asks again for a replay that the last socket did not finish', async () => {
  await hub.open();
  hub.connection.subscribe('s1', { epoch: 'e', sequence: 60 });
  hub.greet(100);
  hub.say({ type: 'caught_up', position: 'e:100' });
  hub.say({ type: 'subscription_confirmed', sessionId: 's1', position: 'e:100' });
  hub.socket?.close(1006);
  await vi.advanceTimersByTimeAsync(500);
  hub.greet(100);
  expect(hub.sent.at(-1)).toBe('{"type":"subscribe","sessionId":"s1","since":"e:60"}');
  expect(hub.sent).toHaveLength(2);
});

test('does not ask again for a replay that was finished, or was not needed', async () => {
  await hub.open();
  hub.greet(100);
  hub.connection.subscribe('s1', { epoch: 'e', sequence: 60 });
  hub.connection.subscribe('s2', { epoch: 'e', sequence: 100 });
  hub.say({ type: 'subscription_confirmed', sessionId: 's1', position: 'e:100' });
  hub.say({ type: 'caught_up', position: 'e:100' });
  hub.say({ type: 'subscription_confirmed', sessionId: 's2', position: 'e:100' });
  expect(hub.sent).toHaveLength(2);
  hub.socket?.close(1006);
  await vi.advanceTimersByTimeAsync(500);
  hub.greet(100);
  expect(hub.query.get('sessions')).toBe('s1,s2');
  expect(hub.sent).toHaveLength(2);
});

test('leaves out steps that come without a subscription: they come again, whole', async () => {
  await hub.open();
  hub.greet(100);
  hub.event(101, 's1', 'step:started');
  hub.event(102, 's1', 'interaction:awaiting-input');
  hub.connection.subscribe('s2', { epoch: 'e', sequence: 100 });
  hub.event(103, 's2', 'step:started');
  hub.say({ type: 'subscription_confirmed', sessionId: 's2', position: 'e:103' });
  hub.event(103, 's2', 'step:started');
  hub.connection.unsubscribe('s2');
  hub.event(104, 's2', 'step:started');
  const sequences = hub.messages.map((m) => (m.type === 'event' ? m.event.sequence : 0));
  expect(sequences.filter((sequence) => sequence > 0)).toEqual([102, 103]);
});

test('a session left and wanted again counts from the last confirmation', async () => {
  await hub.open();
  hub.greet(100);
  hub.connection.subscribe('s1', { epoch: 'e', sequence: 60 });
  hub.connection.unsubscribe('s1');
  hub.connection.subscribe('s1', { epoch: 'e', sequence: 60 });
  hub.say({ type: 'subscription_confirmed', sessionId: 's1', position: 'e:100' });
  hub.event(101, 's1', 'step:started');
  hub.say({ type: 'subscription_confirmed', sessionId: 's1', position: 'e:101' });
  hub.event(102, 's1', 'step:started');
  const sequences = hub.messages.map((m) => (m.type === 'event' ? m.event.sequence : 0));
  expect(sequences.filter((sequence) => sequence > 0)).toEqual([102]);
});

test('a gap ends the replays that were under way: their positions are of another log', async () => {
  await hub.open();
  hub.greet(100);
  hub.connection.subscribe('s1', { epoch: 'e', sequence: 60 });
  hub.say({ type: 'gap', from: 'e:60', to: 'f:3', reason: 'epoch' });
  await vi.advanceTimersByTimeAsync(0);
  hub.greet(200);
  expect(hub.query.get('sessions')).toBe('s1');
  expect(hub.sent).toHaveLength(1);
});

test('a page that is shown again soon sees that its connection has died', async () => {
  await hub.open();
  hub.greet(100);
  hub.connection.wake();
  expect(hub.sent).toEqual(['{"type":"ping"}']);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(hub.state).toMatchObject({ kind: 'reconnecting', reason: 'The hub has gone silent' });
});

test('a page that is shown again keeps a connection that answers', async () => {
  await hub.open();
  hub.greet(100);
  hub.connection.wake();
  hub.say({ type: 'pong', clientId: 'c-1' });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(hub.paths).toHaveLength(1);
});

test('frames that are no messages are counted and change nothing', async () => {
  await hub.open();
  hub.socket?.message('}{');
  hub.socket?.message(new ArrayBuffer(8));
  expect(hub.messages).toEqual([]);
  expect(hub.unreadable).toBe(2);
});

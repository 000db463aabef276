import type { Snapshot } from '../connection/api';
import type { ConnectionListener, ConnectionState } from '../connection/Connection';
import type { SessionEvent } from '../protocol/event';
import type { ServerMessage } from '../protocol/message';
import type { Position } from '../protocol/position';
import { clock } from './clock.svelte';
import { FrameQueue } from './frame';
import { Sessions } from './sessions.svelte';

/** Receives the events of one session; `gap` says that some are never going to come. */
export interface SessionListener {
  events(events: readonly SessionEvent[]): void;
  gap(reason: string): void;
}

/** What the page knows of the hub: the connection's state, the sessions, and who watches which. */
export class Hub implements ConnectionListener {
  readonly sessions = new Sessions();
  connection = $state.raw<ConnectionState>({ kind: 'connecting', isRetry: false });
  /** When the hub was last heard, in milliseconds since 1970; 0 is never. */
  heardAt = $state(0);
  isLoaded = $state(false);
  /** Why there is no list yet. */
  loadError = $state('');
  /** Sessions of the hub that were left out of the list, because there are so many. */
  unlisted = $state(0);
  /** Messages that could not be read: a fault of the hub, of the page, or of what is between. */
  unreadableCount = $state(0);
  position: Position = { epoch: '', sequence: 0 };

  private progress: ConnectionState | undefined;
  private readonly queue: FrameQueue<ServerMessage>;
  private readonly listeners = new Map<string, Set<SessionListener>>();
  private readonly everywhere = new Set<(events: readonly SessionEvent[]) => void>();

  constructor(schedule: (flush: () => void) => void) {
    this.queue = new FrameQueue(schedule, (batch) => {
      this.apply(batch);
    });
  }

  /** What a person says now reaches the hub, as far as the page knows. */
  get isOnline(): boolean {
    return this.connection.kind === 'live' || this.connection.kind === 'catching_up';
  }

  snapshot(snapshot: Snapshot): void {
    this.sessions.replace(snapshot.sessions);
    this.position = snapshot.position;
    this.unlisted = snapshot.total - snapshot.sessions.length;
    clock.setSkew(snapshot.skewMillis);
    this.heardAt = Date.now();
    this.isLoaded = true;
    this.loadError = '';
  }

  message(message: ServerMessage): void {
    this.queue.push(message);
  }

  state(state: ConnectionState): void {
    // It tells each message of a replay: show them once per frame, with what they changed.
    if (state.kind === 'catching_up') this.progress = state;
    const isSame = state.kind === this.connection.kind;
    if (!isSame || 'reason' in state) this.connection = state;
    if (!this.isLoaded && 'reason' in state) this.loadError = state.reason;
  }

  gap(reason: string): void {
    this.queue.flush();
    for (const listeners of this.listeners.values()) {
      for (const listener of listeners) listener.gap(reason);
    }
  }

  unreadable(): void {
    this.unreadableCount++;
  }

  /** Answers the function that ends the watch. */
  watch(sessionId: string, listener: SessionListener): () => void {
    const listeners = this.listeners.get(sessionId) ?? new Set();
    listeners.add(listener);
    this.listeners.set(sessionId, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.listeners.delete(sessionId);
    };
  }

  /** Watches the events of all sessions, once per frame. */
  watchAll(listener: (events: readonly SessionEvent[]) => void): void {
    this.everywhere.add(listener);
  }

  private apply(batch: readonly ServerMessage[]): void {
    const events = new Map<string, SessionEvent[]>();
    for (const message of batch) {
      if (message.type === 'session') this.sessions.put(message.session);
      if (message.type === 'event') {
        const { event } = message;
        if (event.type === 'session:deleted') this.sessions.remove(event.sessionId, event.sequence);
        const fresh = events.get(event.sessionId);
        if (fresh) fresh.push(event);
        else events.set(event.sessionId, [event]);
      }
    }
    this.heardAt = Date.now();
    if (this.connection.kind === 'catching_up' && this.progress) this.connection = this.progress;
    this.sessions.publish();
    const all = [...events.values()].flat();
    for (const listener of this.everywhere) if (all.length > 0) listener(all);
    for (const [sessionId, fresh] of events) {
      for (const listener of this.listeners.get(sessionId) ?? []) listener.events(fresh);
    }
  }
}

import type { Snapshot } from '../connection/api';
import type { ConnectionListener, ConnectionState } from '../connection/Connection';
import type { SessionEvent } from '../protocol/event';
import type { ServerMessage } from '../protocol/message';
import type { Position } from '../protocol/position';
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
  connection = $state.raw<ConnectionState>({ kind: 'connecting' });
  /** When the hub was last heard, in milliseconds since 1970; 0 is never. */
  heardAt = $state(0);
  isLoaded = $state(false);
  /** Why there is no list yet. */
  loadError = $state('');
  /** Sessions that the hub has, and those of them that were left out of the list. */
  total = $state(0);
  position: Position = { epoch: '', sequence: 0 };

  private readonly queue: FrameQueue<ServerMessage>;
  private readonly listeners = new Map<string, Set<SessionListener>>();

  constructor(schedule: (flush: () => void) => void) {
    this.queue = new FrameQueue(schedule, (batch) => {
      this.apply(batch);
    });
  }

  snapshot(snapshot: Snapshot): void {
    this.sessions.replace(snapshot.sessions);
    this.position = snapshot.position;
    this.total = snapshot.total;
    this.heardAt = Date.now();
    this.isLoaded = true;
    this.loadError = '';
  }

  message(message: ServerMessage): void {
    this.queue.push(message);
  }

  state(state: ConnectionState): void {
    const isSame =
      state.kind === this.connection.kind && (state.kind === 'live' || state.kind === 'connecting');
    if (!isSame) this.connection = state;
    if (!this.isLoaded && 'reason' in state) this.loadError = state.reason;
  }

  gap(reason: string): void {
    this.queue.flush();
    for (const listeners of this.listeners.values()) {
      for (const listener of listeners) listener.gap(reason);
    }
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
    this.sessions.publish();
    for (const [sessionId, fresh] of events) {
      for (const listener of this.listeners.get(sessionId) ?? []) listener.events(fresh);
    }
  }
}

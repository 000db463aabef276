import { decodeMessage, type ClientMessage, type ServerMessage } from '../protocol/message';
import type { SessionEvent } from '../protocol/event';
import { formatPosition, later, type Position } from '../protocol/position';
import type { Snapshot } from './api';
import { backoffMillis, MAX_HIDDEN_MILLIS, MAX_WATCHED_MILLIS } from './backoff';
import { closeMeaning } from './closeCode';
import { HubError } from './http';
import { SilenceWatch } from './SilenceWatch';
import { Subscriptions } from './Subscriptions';

export type ConnectionState =
  | { readonly kind: 'connecting'; readonly isRetry: boolean }
  | { readonly kind: 'catching_up'; readonly received: number }
  | { readonly kind: 'live' }
  | { readonly kind: 'reconnecting'; readonly retryAt: number; readonly reason: string }
  | { readonly kind: 'offline'; readonly reason: string };

/** One WebSocket, as far as it is used here. */
export interface Socket {
  send(text: string): void;
  close(): void;
}

export interface SocketListener {
  message(data: unknown): void;
  close(code: number): void;
}

export interface ConnectionOptions {
  /** Opens a socket at a path of the hub, such as `/ws?since=k3f9:10`. */
  readonly openSocket: (path: string, listener: SocketListener) => Socket;
  readonly loadSnapshot: (signal: AbortSignal) => Promise<Snapshot>;
  /** A person may look at the page: it then returns to the hub sooner. */
  readonly isWatched: () => boolean;
  readonly random: () => number;
}

export interface ConnectionListener {
  snapshot(snapshot: Snapshot): void;
  message(message: ServerMessage): void;
  state(state: ConnectionState): void;
  /** Events between the last message and the coming snapshot are not going to arrive. */
  gap(reason: string): void;
  /** A message came that is none. */
  unreadable(): void;
}

const UNAUTHORIZED = 401;
const FORBIDDEN = 403;

/**
 * Keeps one socket to the hub: a snapshot at position P, then everything after P, across any number
 * of reconnects. All callbacks run on the page's event loop; messages come in sequence order.
 */
export class Connection {
  private readonly subscriptions = new Subscriptions();
  private socket: Socket | undefined;
  private position: Position | undefined;
  /** Messages of the present socket before it has caught up. */
  private replayed = 0;
  private failures = 0;
  private isGreeted = false;
  private isCaughtUp = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The snapshot that is under way. */
  private loading: AbortController | undefined;
  /** Grows with each attempt, so that answers to an abandoned one are ignored. */
  private attempt = 0;

  private readonly silence = new SilenceWatch({
    ask: () => {
      this.send({ type: 'ping' });
    },
    giveUp: () => {
      this.lost('The hub has gone silent', 0);
    },
  });

  constructor(
    private readonly options: ConnectionOptions,
    private readonly listener: ConnectionListener,
  ) {}

  /** Starts, or starts anew at once, whatever it was doing. */
  open(): void {
    void this.connect();
  }

  close(): void {
    this.attempt++;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.dropSocket();
  }

  /**
   * The page was shown again, the machine woke up, or the network came back: ends a wait between
   * two attempts, asks anew for a snapshot, and an open connection whether it is still alive.
   */
  wake(): void {
    if (this.timer !== undefined || this.loading !== undefined) this.open();
    else this.silence.check();
  }

  /** Adds everything of one session after `since`. Stays across reconnects. */
  subscribe(sessionId: string, since: Position): void {
    this.subscriptions.add(sessionId, since);
    this.announce();
  }

  unsubscribe(sessionId: string): void {
    if (this.subscriptions.remove(sessionId)) this.send({ type: 'unsubscribe', sessionId });
  }

  private async connect(): Promise<void> {
    const attempt = ++this.attempt;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.dropSocket();
    this.listener.state({ kind: 'connecting', isRetry: this.failures > 0 });
    if (this.position === undefined) {
      const loading = new AbortController();
      this.loading = loading;
      try {
        const snapshot = await this.options.loadSnapshot(loading.signal);
        if (attempt !== this.attempt) return;
        this.loading = undefined;
        this.position = snapshot.position;
        this.listener.snapshot(snapshot);
      } catch (error) {
        if (attempt !== this.attempt) return;
        this.loading = undefined;
        this.snapshotFailed(error);
        return;
      }
    }
    this.openSocket(this.position);
  }

  private openSocket(since: Position): void {
    const query = new URLSearchParams({ since: formatPosition(since), view: 'sessions' });
    const sessions = this.subscriptions.openSocket();
    if (sessions.length > 0) query.set('sessions', sessions.join(','));
    this.isGreeted = false;
    this.isCaughtUp = false;
    this.replayed = 0;
    const attempt = this.attempt;
    this.socket = this.options.openSocket(`/ws?${query}`, {
      message: (data) => {
        if (attempt === this.attempt) this.received(data);
      },
      close: (code) => {
        if (attempt === this.attempt) this.closed(code);
      },
    });
    this.silence.heard();
  }

  private received(frame: unknown): void {
    this.silence.heard();
    const message = decodeMessage(frame);
    if (message === undefined) {
      this.listener.unreadable();
      return;
    }
    // A confirmation's position may be the hub's head, which this connection has yet to reach.
    if (message.type !== 'subscription_confirmed' && 'position' in message) {
      this.position = later(this.position, message.position);
    }
    switch (message.type) {
      case 'subscription_confirmed':
        this.confirmed(message.sessionId, message.position);
        break;
      case 'caught_up':
        this.isCaughtUp = true;
        this.failures = 0;
        this.subscriptions.caughtUp();
        break;
      case 'gap':
        this.position = undefined;
        this.subscriptions.gap();
        this.listener.gap(message.reason);
        void this.connect();
        return;
      case 'event':
        if (!this.isWhole(message.event)) return;
        break;
      case 'session':
      case 'pong':
      case 'error':
      case 'unknown':
        break;
    }
    if (message.type === 'event' || message.type === 'session') this.replayed++;
    this.listener.message(message);
    this.listener.state(
      this.isCaughtUp ? { kind: 'live' } : { kind: 'catching_up', received: this.replayed },
    );
  }

  private confirmed(sessionId: string | undefined, position: Position | undefined): void {
    if (sessionId !== undefined) {
      this.subscriptions.confirmed(sessionId, position);
      return;
    }
    this.isGreeted = true;
    this.announce();
  }

  private announce(): void {
    if (!this.isGreeted) return;
    for (const [sessionId, since] of this.subscriptions.announce()) {
      this.send({ type: 'subscribe', sessionId, since: formatPosition(since) });
    }
  }

  /**
   * Without a subscription the hub sends steps without their inputs and results, and again whole
   * once the session is subscribed to. All else that it sends is whole and comes once.
   */
  private isWhole(event: SessionEvent): boolean {
    return !event.type.startsWith('step:') || this.subscriptions.isBegun(event.sessionId);
  }

  private closed(code: number): void {
    const meaning = closeMeaning(code);
    if (meaning.reconnect) {
      this.lost(meaning.reason, meaning.minDelayMillis);
    } else {
      this.close();
      this.listener.state({ kind: 'offline', reason: meaning.reason });
    }
  }

  private lost(reason: string, minDelayMillis: number): void {
    this.close();
    this.retry(reason, minDelayMillis);
  }

  private snapshotFailed(error: unknown): void {
    const reason = error instanceof Error ? error.message : 'The hub cannot be reached';
    const status = error instanceof HubError ? error.status : 0;
    if (status === UNAUTHORIZED || status === FORBIDDEN) {
      this.listener.state({ kind: 'offline', reason });
    } else {
      this.retry(reason, 0);
    }
  }

  private retry(reason: string, minDelayMillis: number): void {
    const max = this.options.isWatched() ? MAX_WATCHED_MILLIS : MAX_HIDDEN_MILLIS;
    const backoff = backoffMillis(this.failures++, max, this.options.random);
    const delay = Math.max(minDelayMillis, backoff);
    this.listener.state({ kind: 'reconnecting', retryAt: Date.now() + delay, reason });
    this.timer = setTimeout(() => {
      this.open();
    }, delay);
  }

  private send(message: ClientMessage): void {
    if (this.isGreeted) this.socket?.send(JSON.stringify(message));
  }

  private dropSocket(): void {
    this.loading?.abort();
    this.loading = undefined;
    this.silence.stop();
    this.isGreeted = false;
    this.socket?.close();
    this.socket = undefined;
  }
}

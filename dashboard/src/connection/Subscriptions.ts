import { type Position } from '../protocol/position';

interface Subscription {
  /** Everything after it is still to come; absent once the connection has caught up with it. */
  since: Position | undefined;
  /** The present socket was asked for the replay; `isConfirmed` when the hub has begun it. */
  isAsked: boolean;
  isConfirmed: boolean;
}

/**
 * The sessions that the page wants in full, and how far the hub's replay of each has come. A replay
 * that a socket did not finish leaves its session behind the connection's own position, so that the
 * next socket has to ask for it again.
 */
export class Subscriptions {
  private readonly wanted = new Map<string, Subscription>();
  /** Those that the present socket knows of. */
  private announced = new Set<string>();

  add(sessionId: string, since: Position): void {
    this.wanted.set(sessionId, { since, isAsked: false, isConfirmed: false });
    this.announced.delete(sessionId);
  }

  /** Answers whether the hub has to be told. */
  remove(sessionId: string): boolean {
    this.wanted.delete(sessionId);
    return this.announced.delete(sessionId);
  }

  isAnnounced(sessionId: string): boolean {
    return this.announced.has(sessionId);
  }

  /** Answers the sessions for the address of a new socket. */
  openSocket(): readonly string[] {
    this.announced = new Set(this.wanted.keys());
    for (const subscription of this.wanted.values()) {
      subscription.isAsked = false;
      subscription.isConfirmed = false;
    }
    return [...this.announced];
  }

  /** Answers what the greeted socket still has to be asked for. */
  announce(): readonly (readonly [string, Position])[] {
    const missing: (readonly [string, Position])[] = [];
    for (const [sessionId, subscription] of this.wanted) {
      if (subscription.since === undefined || subscription.isAsked) continue;
      subscription.isAsked = true;
      this.announced.add(sessionId);
      missing.push([sessionId, subscription.since]);
    }
    return missing;
  }

  /** The hub replays from `since` to `here`; without a distance there is nothing to wait for. */
  confirmed(sessionId: string, here: Position | undefined): void {
    const subscription = this.wanted.get(sessionId);
    if (subscription === undefined) return;
    subscription.isConfirmed = true;
    const isDone = here !== undefined && (subscription.since?.sequence ?? 0) >= here.sequence;
    if (isDone) subscription.since = undefined;
  }

  /** All replays that the hub had begun are over. */
  caughtUp(): void {
    for (const subscription of this.wanted.values()) {
      if (subscription.isConfirmed) subscription.since = undefined;
    }
  }
}

import { type Position } from '../protocol/position';

interface Subscription {
  /** Everything after it is still to come; absent once the connection has caught up with it. */
  since: Position | undefined;
  /** The present socket was asked for it. */
  isAsked: boolean;
  /** The hub has begun it: from here on the socket brings all of the session, and whole. */
  isBegun: boolean;
}

/**
 * The sessions that the page wants in full, and how far the hub's replay of each has come. A replay
 * that a socket did not finish leaves its session behind the connection's own position, so that the
 * next socket has to ask for it again.
 */
export class Subscriptions {
  private readonly wanted = new Map<string, Subscription>();
  /** Subscribe messages of the present socket that the hub has not confirmed, by session. */
  private readonly unconfirmed = new Map<string, number>();

  add(sessionId: string, since: Position): void {
    const isBegun = this.wanted.get(sessionId)?.isBegun ?? false;
    this.wanted.set(sessionId, { since, isAsked: false, isBegun });
  }

  /** Answers whether the hub has to be told. */
  remove(sessionId: string): boolean {
    const subscription = this.wanted.get(sessionId);
    this.wanted.delete(sessionId);
    return subscription !== undefined && (subscription.isAsked || subscription.isBegun);
  }

  isBegun(sessionId: string): boolean {
    return this.wanted.get(sessionId)?.isBegun ?? false;
  }

  /** Answers the sessions for the address of a new socket. */
  openSocket(): readonly string[] {
    this.unconfirmed.clear();
    for (const subscription of this.wanted.values()) {
      subscription.isAsked = false;
      subscription.isBegun = true;
    }
    return [...this.wanted.keys()];
  }

  /** Answers what the greeted socket still has to be asked for. */
  announce(): readonly (readonly [string, Position])[] {
    const missing: (readonly [string, Position])[] = [];
    for (const [sessionId, subscription] of this.wanted) {
      if (subscription.since === undefined || subscription.isAsked) continue;
      subscription.isAsked = true;
      this.unconfirmed.set(sessionId, (this.unconfirmed.get(sessionId) ?? 0) + 1);
      missing.push([sessionId, subscription.since]);
    }
    return missing;
  }

  /** The hub replays from `since` to `here`; without a distance there is nothing to wait for. */
  confirmed(sessionId: string, here: Position | undefined): void {
    const left = Math.max(0, (this.unconfirmed.get(sessionId) ?? 0) - 1);
    this.unconfirmed.set(sessionId, left);
    const subscription = this.wanted.get(sessionId);
    // Left and wanted again within one round trip: the hub has yet to read the last message.
    if (subscription === undefined || left > 0) return;
    subscription.isBegun = true;
    const isDone = here !== undefined && (subscription.since?.sequence ?? 0) >= here.sequence;
    if (isDone) subscription.since = undefined;
  }

  /** All replays that the hub had begun are over. */
  caughtUp(): void {
    for (const [sessionId, subscription] of this.wanted) {
      const isConfirmed = subscription.isAsked && this.unconfirmed.get(sessionId) === 0;
      if (isConfirmed) subscription.since = undefined;
    }
  }

  /** What is missing will not come: whoever wants a session loads it anew and subscribes again. */
  gap(): void {
    for (const subscription of this.wanted.values()) subscription.since = undefined;
  }
}

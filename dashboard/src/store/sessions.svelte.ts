import type { Session } from '../protocol/session';

/** How many deletions are remembered, to refuse a summary that was under way when they happened. */
const MAX_TOMBSTONES = 1_000;
/** How long a session counts as new. */
const FRESH_MILLIS = 2_500;

/** The newest summary of each session. Changes show when `publish` is called, once per frame. */
export class Sessions {
  /** All sessions in no particular order; a new array after each publish. */
  all = $state.raw<readonly Session[]>([]);
  /** Sessions that appeared a moment ago, while the page was open. */
  fresh = $state.raw<ReadonlySet<string>>(new Set());

  private readonly byId = new Map<string, Session>();
  private readonly deletedAt = new Map<string, number>();
  private readonly arrivedAt = new Map<string, number>();

  constructor(private readonly now: () => number = Date.now) {}

  get(id: string): Session | undefined {
    // Read through the published array, so that whoever asks is told of changes.
    return this.all.length > 0 ? this.byId.get(id) : undefined;
  }

  /** Takes a snapshot: what it does not hold is gone. */
  replace(sessions: readonly Session[]): void {
    this.byId.clear();
    this.deletedAt.clear();
    this.arrivedAt.clear();
    for (const session of sessions) this.byId.set(session.id, session);
    this.publish();
  }

  /** Ignores a summary that is older than the one known, and one of a deleted session. */
  put(session: Session): void {
    const known = this.byId.get(session.id);
    if (known !== undefined && known.lastSequence > session.lastSequence) return;
    if ((this.deletedAt.get(session.id) ?? -1) >= session.lastSequence) return;
    if (known === undefined) this.arrivedAt.set(session.id, this.now());
    this.byId.set(session.id, session);
  }

  /** Ignores a deletion that is older than the session known: a replay tells of the one before. */
  remove(id: string, sequence: number): void {
    if ((this.byId.get(id)?.lastSequence ?? -1) > sequence) return;
    this.byId.delete(id);
    this.arrivedAt.delete(id);
    this.deletedAt.set(id, sequence);
    const oldest = this.deletedAt.keys().next();
    if (this.deletedAt.size > MAX_TOMBSTONES && !oldest.done) this.deletedAt.delete(oldest.value);
  }

  publish(): void {
    this.all = [...this.byId.values()];
    this.forgetArrivals();
  }

  /** Ends the highlight of those that have been here for a moment. Called by a clock as well. */
  forgetArrivals(): void {
    const since = this.now() - FRESH_MILLIS;
    for (const [id, at] of this.arrivedAt) if (at <= since) this.arrivedAt.delete(id);
    const isSame =
      this.fresh.size === this.arrivedAt.size &&
      [...this.arrivedAt.keys()].every((id) => this.fresh.has(id));
    if (!isSame) this.fresh = new Set(this.arrivedAt.keys());
  }
}

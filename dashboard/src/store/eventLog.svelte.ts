import type { SessionEvent } from '../protocol/event';
import { StreamBuilder } from './stream/StreamBuilder';
import type { StreamRow } from './stream/row';

/** With at most 8 KiB each this bounds a session's page; what falls out is fetched again. */
const MAX_EVENTS = 10_000;

/**
 * A contiguous window on one session's events, by sequence, and the rows they make. It drops its far
 * end when it grows too large: the oldest while a person follows, the newest while they read back.
 */
export class EventLog {
  rows = $state.raw<readonly StreamRow[]>([]);
  /** There are events before the window. */
  hasOlder = $state(false);
  /** There are events after the window; live ones are then only counted. */
  hasNewer = $state(false);
  /** Live events that came while the window did not reach the newest. */
  missed = $state(0);
  /** While a person follows, the newest stay; else the place they read. */
  isFollowing = true;

  private events: SessionEvent[] = [];
  private known = new Set<number>();
  private builder = new StreamBuilder();
  /** The first of the events that `missed` counts. */
  private firstMissed = Infinity;

  private readonly dropEvents: number;

  constructor(private readonly maxEvents = MAX_EVENTS) {
    this.dropEvents = Math.ceil(maxEvents / 5);
  }

  get oldest(): number | undefined {
    return this.events[0]?.sequence;
  }

  get newest(): number | undefined {
    return this.events.at(-1)?.sequence;
  }

  /** Starts anew with one page. */
  reset(events: readonly SessionEvent[], bounds: { hasOlder: boolean; hasNewer: boolean }): void {
    this.events = [];
    this.hasOlder = bounds.hasOlder;
    this.hasNewer = bounds.hasNewer;
    this.missed = 0;
    this.firstMissed = Infinity;
    this.insert(events);
    this.rebuild();
  }

  /** Live events. Each sequence counts once, whatever arrives how often. */
  add(events: readonly SessionEvent[]): void {
    if (this.hasNewer) {
      const newest = this.newest ?? 0;
      this.miss(events.filter((event) => event.sequence > newest));
      return;
    }
    const last = this.newest ?? -1;
    const fresh = events.filter((event) => !this.known.has(event.sequence));
    if (fresh.length === 0) return;
    const isInOrder = fresh.every((event, i) => event.sequence > (fresh[i - 1]?.sequence ?? last));
    if (isInOrder) this.append(fresh);
    else this.insert(fresh);
    if (this.events.length > this.maxEvents) this.shrink();
    else if (!isInOrder) this.rebuild();
    else this.publish();
  }

  /** A page of older events, fetched because a person scrolled up. */
  prepend(events: readonly SessionEvent[], hasOlder: boolean): void {
    this.insert(events);
    this.hasOlder = hasOlder;
    if (this.events.length > this.maxEvents) this.dropNewest();
    this.rebuild();
  }

  /** A page of newer events, fetched because a person scrolled down. */
  extend(events: readonly SessionEvent[], hasNewer: boolean): void {
    const found = events.filter((event) => event.sequence >= this.firstMissed).length;
    this.insert(events);
    this.hasNewer = hasNewer;
    this.missed = hasNewer ? Math.max(0, this.missed - found) : 0;
    if (this.events.length > this.maxEvents) this.dropOldest();
    this.rebuild();
  }

  /** Puts the whole of an event in the place of its cut form. */
  replace(event: SessionEvent): void {
    const index = this.events.findIndex((known) => known.sequence === event.sequence);
    if (index < 0) return;
    this.events[index] = event;
    this.rebuild();
  }

  /** The common case: nothing is sorted or built anew. */
  private append(events: readonly SessionEvent[]): void {
    for (const event of events) {
      this.events.push(event);
      this.known.add(event.sequence);
      this.builder.append(event);
    }
  }

  private insert(events: readonly SessionEvent[]): void {
    const bySequence = new Map(this.events.map((event) => [event.sequence, event]));
    for (const event of events) {
      if (!bySequence.has(event.sequence)) bySequence.set(event.sequence, event);
    }
    this.events = [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
    for (const event of events) this.known.add(event.sequence);
  }

  private shrink(): void {
    if (this.isFollowing) this.dropOldest();
    else this.dropNewest();
    this.rebuild();
  }

  private dropOldest(): void {
    this.events = this.events.slice(this.dropEvents);
    this.hasOlder = true;
  }

  private dropNewest(): void {
    const kept = this.maxEvents - this.dropEvents;
    this.miss(this.events.slice(kept));
    this.events = this.events.slice(0, kept);
    this.hasNewer = true;
  }

  private miss(events: readonly SessionEvent[]): void {
    this.missed += events.length;
    for (const { sequence } of events) this.firstMissed = Math.min(this.firstMissed, sequence);
  }

  private rebuild(): void {
    this.known = new Set(this.events.map((event) => event.sequence));
    this.builder = new StreamBuilder();
    for (const event of this.events) this.builder.append(event);
    this.publish();
  }

  private publish(): void {
    this.rows = [...this.builder.rows];
  }
}

import { decodeDetail, type SessionDetail } from '../protocol/detail';
import { decodeEvent, type SessionEvent } from '../protocol/event';
import { count, flag, list, text, words } from '../protocol/json';
import { parsePosition, type Position } from '../protocol/position';
import { decodeSession, type Session } from '../protocol/session';
import { HubError, type HubHttp } from './http';

/** The sessions as of `position`; `total` also counts those that were left out. */
export interface Snapshot {
  readonly position: Position;
  readonly sessions: readonly Session[];
  readonly total: number;
  /** How far the hub's clock is ahead of this one; 0 when it is about the same, or not known. */
  readonly skewMillis: number;
}

export interface EventPage {
  readonly events: readonly SessionEvent[];
  readonly hasMore: boolean;
  readonly position: Position | undefined;
}

const PAGE_SESSIONS = 500;
/** 2,000 sessions: far more than a person watches; older ones belong to the history. */
const MAX_PAGES = 4;
const PAGE_EVENTS = 200;
const MIN_SKEW_MILLIS = 2_000;
/** Reads from the hub over HTTP. */
export class HubApi {
  constructor(private readonly http: HubHttp) {}

  async snapshot(signal?: AbortSignal): Promise<Snapshot> {
    const asked = Date.now();
    const path = `/api/sessions?limit=${PAGE_SESSIONS}`;
    const { json: first, date } = await this.http.read(path, signal);
    const skewMillis = skewOf(date, (asked + Date.now()) / 2);
    const position = parsePosition(first['position']);
    if (position === undefined) throw new HubError(200, 'The hub sent a list without a position');
    const sessions = new Map<string, Session>();
    let page = first;
    for (let number = 1; ; number++) {
      for (const value of list(page, 'sessions')) {
        const session = decodeSession(value);
        if (session && !sessions.has(session.id)) sessions.set(session.id, session);
      }
      const cursor = text(page, 'nextCursor');
      if (cursor === undefined || number === MAX_PAGES) break;
      page = await this.http.get(`${path}&cursor=${encodeURIComponent(cursor)}`, signal);
    }
    return {
      position,
      sessions: [...sessions.values()],
      total: Math.max(count(first, 'count'), sessions.size),
      skewMillis,
    };
  }

  async session(id: string, signal?: AbortSignal): Promise<SessionDetail> {
    const detail = decodeDetail(
      await this.http.get(`/api/sessions/${encodeURIComponent(id)}`, signal),
    );
    if (detail === undefined) throw new HubError(200, 'The hub sent a session without an id');
    return detail;
  }

  /** Without a bound: the newest events. Always oldest first, whatever the hub's order was. */
  async events(
    id: string,
    bound: { before?: number; after?: number },
    signal?: AbortSignal,
  ): Promise<EventPage> {
    const query = new URLSearchParams({ limit: String(PAGE_EVENTS) });
    for (const [key, value] of Object.entries(bound)) query.set(key, String(value));
    const path = `/api/sessions/${encodeURIComponent(id)}/events?${query}`;
    const page = await this.http.get(path, signal);
    const events = list(page, 'events')
      .map(decodeEvent)
      .filter((event) => event !== undefined)
      .sort((a, b) => a.sequence - b.sequence);
    return { events, hasMore: flag(page, 'hasMore'), position: parsePosition(page['position']) };
  }

  /** What the agent said last, up to now. */
  async lastMessage(id: string, signal?: AbortSignal): Promise<string | undefined> {
    const query = 'type=message:assistant&limit=1';
    const page = await this.http.get(
      `/api/sessions/${encodeURIComponent(id)}/events?${query}`,
      signal,
    );
    const event = decodeEvent(list(page, 'events')[0]);
    return event === undefined ? undefined : words(event.payload, 'text');
  }

  /** One event, never cut. */
  async event(id: string, sequence: number): Promise<SessionEvent> {
    const path = `/api/sessions/${encodeURIComponent(id)}/events/${sequence}`;
    const event = decodeEvent(await this.http.get(path));
    if (event === undefined) throw new HubError(200, 'The hub sent something that is no event');
    return event;
  }
}

/** `date` is NaN when the hub did not say its time. It is in whole seconds: smaller is no skew. */
function skewOf(date: number, now: number): number {
  const skew = date + 500 - now;
  return Math.abs(skew) >= MIN_SKEW_MILLIS ? Math.round(skew) : 0;
}

import { decodeDetail, type SessionDetail } from '../protocol/detail';
import { decodeEvent, type SessionEvent } from '../protocol/event';
import { child, count, flag, isObject, list, text, type JsonObject } from '../protocol/json';
import { parsePosition, type Position } from '../protocol/position';
import { decodeSession, type Session } from '../protocol/session';

/** The hub could not be reached (status 0), or answered with a problem. */
export class HubError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'HubError';
  }
}

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
/** A network that is half open answers nothing and closes nothing: browsers wait for minutes. */
const READ_MILLIS = 15_000;

interface Answer {
  readonly json: JsonObject;
  readonly date: number;
}

/** Reads from the hub over HTTP. */
export class HubApi {
  constructor(
    private readonly fetcher: typeof fetch,
    private readonly readMillis = READ_MILLIS,
  ) {}

  async snapshot(signal?: AbortSignal): Promise<Snapshot> {
    const asked = Date.now();
    const path = `/api/sessions?limit=${PAGE_SESSIONS}`;
    const { json: first, date } = await this.read(path, signal);
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
      page = await this.get(`${path}&cursor=${encodeURIComponent(cursor)}`, signal);
    }
    return {
      position,
      sessions: [...sessions.values()],
      total: Math.max(count(first, 'count'), sessions.size),
      skewMillis,
    };
  }

  async session(id: string, signal?: AbortSignal): Promise<SessionDetail> {
    const detail = decodeDetail(await this.get(`/api/sessions/${encodeURIComponent(id)}`, signal));
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
    const page = await this.get(path, signal);
    const events = list(page, 'events')
      .map(decodeEvent)
      .filter((event) => event !== undefined)
      .sort((a, b) => a.sequence - b.sequence);
    return { events, hasMore: flag(page, 'hasMore'), position: parsePosition(page['position']) };
  }

  /** One event, never cut. */
  async event(id: string, sequence: number): Promise<SessionEvent> {
    const path = `/api/sessions/${encodeURIComponent(id)}/events/${sequence}`;
    const event = decodeEvent(await this.get(path));
    if (event === undefined) throw new HubError(200, 'The hub sent something that is no event');
    return event;
  }

  private async get(path: string, signal?: AbortSignal): Promise<JsonObject> {
    return (await this.read(path, signal)).json;
  }

  private async read(path: string, signal?: AbortSignal): Promise<Answer> {
    const timeout = AbortSignal.timeout(this.readMillis);
    const failed = (cause: unknown) => {
      if (signal?.aborted) throw cause;
      const reason = timeout.aborted ? 'The hub does not answer' : 'The hub cannot be reached';
      throw new HubError(0, reason);
    };
    const response = await this.fetcher(path, {
      headers: { accept: 'application/json' },
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    }).catch(failed);
    // A body that is no JSON is a proxy's page; one that breaks off is no answer.
    const body: unknown = parsed(await response.text().catch(failed));
    const json = isObject(body) ? body : {};
    if (!response.ok) throw new HubError(response.status, problemText(json, response.status));
    return { json, date: Date.parse(response.headers.get('date') ?? '') };
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** `date` is NaN when the hub did not say its time. It is in whole seconds: smaller is no skew. */
function skewOf(date: number, now: number): number {
  const skew = date + 500 - now;
  return Math.abs(skew) >= MIN_SKEW_MILLIS ? Math.round(skew) : 0;
}

/** One sentence of an RFC 9457 problem. */
function problemText(json: JsonObject, status: number): string {
  const detail =
    text(json, 'detail') ?? text(json, 'title') ?? text(child(json, 'error'), 'message');
  return detail ?? `The hub answered with status ${status}`;
}

import type { App } from '../app';
import type { EventPage } from '../connection/api';
import { HubError } from '../connection/http';
import type { Command } from '../protocol/command';
import type { SessionDetail } from '../protocol/detail';
import type { SessionEvent } from '../protocol/event';
import { EventLog } from '../store/eventLog.svelte';
import type { SessionListener } from '../store/hub.svelte';
import { isTruncated, type StreamRow } from '../store/stream/row';

/** The parts of the detail change with these events; the summary comes by itself. */
const DETAIL_TYPES = /^(?:chain|step|agent|interaction|command):/;
/** The first change is read at once, those that follow it together. */
const REFRESH_MILLIS = 1_000;
const NOT_FOUND = 404;

/** What a session's page begins with; live events follow `position`. */
interface Pages {
  readonly events: readonly SessionEvent[];
  readonly position: EventPage['position'];
  readonly bounds: { readonly hasOlder: boolean; readonly hasNewer: boolean };
}

/** Loads one session and keeps it current: a page of events, then the stream after it. */
export class SessionFeed implements SessionListener {
  readonly log = new EventLog();
  detail = $state.raw<SessionDetail>();
  /** Why there is nothing to see, or why what is seen is old. */
  error = $state('');
  isLoaded = $state(false);
  isLoadingOlder = $state(false);
  isLoadingNewer = $state(false);
  isDeleted = $state(false);
  /** The hub does not know the session, or not yet. */
  isMissing = $state(false);
  /** Why events are missing, when the hub said so. */
  gapReason = $state('');

  private readonly abort = new AbortController();
  /** Grows with each load, so that the answer to an abandoned one is ignored. */
  private load = 0;
  private isReading = false;
  /** What came while a page was under way; the hub does not send it again. */
  private early: SessionEvent[] = [];
  private stopWatching: (() => void) | undefined;
  private refreshTimer: ReturnType<typeof setTimeout> | undefined;
  private refreshedAt = 0;
  /** How many commands were given here: a detail that was under way does not have the last. */
  private given = 0;

  constructor(
    private readonly app: Pick<App, 'hub' | 'api' | 'connection'>,
    private readonly id: string,
  ) {}

  /** Loads the newest events, or those around `sequence`, and follows. */
  async open(sequence?: number): Promise<void> {
    const load = ++this.load;
    this.error = '';
    this.isMissing = false;
    this.early = [];
    this.isReading = true;
    this.stopWatching ??= this.app.hub.watch(this.id, this);
    try {
      const [detail, pages] = await Promise.all([
        this.app.api.session(this.id, this.abort.signal),
        sequence === undefined ? this.newest() : this.around(sequence),
      ]);
      if (load !== this.load) return;
      this.detail = detail;
      this.show(pages);
    } catch (error) {
      if (load === this.load && !this.abort.signal.aborted) this.failed(error);
    }
  }

  close(): void {
    this.abort.abort();
    clearTimeout(this.refreshTimer);
    this.stopWatching?.();
    this.app.connection.unsubscribe(this.id);
  }

  events(events: readonly SessionEvent[]): void {
    if (this.isReading || this.isLoadingNewer) {
      // After a failure nobody reads; the next page will hold what comes until it is asked for.
      if (this.error === '') this.early.push(...events);
      return;
    }
    if (events.some((event) => event.type === 'session:deleted')) this.isDeleted = true;
    this.log.add(events);
    if (events.some((event) => DETAIL_TYPES.test(event.type))) this.refreshSoon();
  }

  /** The summary says that steps, subagents or asks have changed. */
  summaryChanged(): void {
    if (this.isLoaded) this.refreshSoon();
  }

  /** A command that was given here is seen before the hub's events tell of it. */
  commandGiven(command: Command): void {
    this.given++;
    if (this.detail === undefined) return;
    const others = this.detail.commands.filter(({ commandId }) => commandId !== command.commandId);
    this.detail = { ...this.detail, commands: [command, ...others] };
  }

  gap(reason: string): void {
    this.gapReason = reason;
    void this.open();
  }

  async loadOlder(): Promise<void> {
    const before = this.log.oldest;
    if (this.isLoadingOlder || !this.log.hasOlder || before === undefined) return;
    this.isLoadingOlder = true;
    const load = this.load;
    try {
      const page = await this.app.api.events(this.id, { before }, this.abort.signal);
      if (load === this.load) this.log.prepend(page.events, page.hasMore);
    } catch {
      // The connection's state in the header tells; scrolling up again asks again.
    } finally {
      this.isLoadingOlder = false;
    }
  }

  /** The next page of a window that does not reach the newest. */
  async loadNewer(): Promise<void> {
    const after = this.log.newest;
    if (this.isLoadingNewer || this.isReading || !this.log.hasNewer || after === undefined) return;
    this.isLoadingNewer = true;
    const load = this.load;
    try {
      const page = await this.app.api.events(this.id, { after }, this.abort.signal);
      if (load === this.load) this.log.extend(page.events, page.hasMore);
    } catch {
      // The connection's state in the header tells; scrolling down again asks again.
    } finally {
      this.isLoadingNewer = false;
      this.catchUp();
    }
  }

  /** Fetches the events of a row that came cut. */
  async loadWhole(row: StreamRow): Promise<void> {
    if (!isTruncated(row)) return;
    for (const event of row.events.filter((part) => part.truncated)) {
      this.log.replace(await this.app.api.event(this.id, event.sequence));
    }
  }

  private async newest(): Promise<Pages> {
    const page = await this.app.api.events(this.id, {}, this.abort.signal);
    const { events, position } = page;
    return { events, position, bounds: { hasOlder: page.hasMore, hasNewer: false } };
  }

  /** A page up to `sequence`, and the one after it: what lies between is of other sessions. */
  private async around(sequence: number): Promise<Pages> {
    const { api } = this.app;
    const [older, newer] = await Promise.all([
      api.events(this.id, { before: sequence + 1 }, this.abort.signal),
      api.events(this.id, { after: sequence }, this.abort.signal),
    ]);
    return {
      events: [...older.events, ...newer.events],
      position: newer.position,
      bounds: { hasOlder: older.hasMore, hasNewer: newer.hasMore },
    };
  }

  private show({ events, position, bounds }: Pages): void {
    this.log.reset(events, bounds);
    this.isLoaded = true;
    this.isReading = false;
    this.app.connection.subscribe(this.id, position ?? this.app.hub.position);
    this.catchUp();
  }

  private catchUp(): void {
    if (!this.isReading) this.events(this.early.splice(0));
  }

  /** What was loaded before stays, and stands still: after a gap its end is not the newest. */
  private failed(error: unknown): void {
    this.error = error instanceof Error ? error.message : 'The session could not be loaded';
    this.isMissing = error instanceof HubError && error.status === NOT_FOUND;
    if (this.isMissing) this.isLoaded = false;
  }

  private refreshSoon(): void {
    const rest = Math.max(0, this.refreshedAt + REFRESH_MILLIS - Date.now());
    this.refreshTimer ??= setTimeout(() => {
      this.refreshTimer = undefined;
      this.refreshedAt = Date.now();
      void this.refresh();
    }, rest);
  }

  private async refresh(): Promise<void> {
    const given = this.given;
    try {
      const detail = await this.app.api.session(this.id, this.abort.signal);
      if (given === this.given) this.detail = detail;
      else this.refreshSoon();
    } catch {
      // The next change of this kind asks again.
    }
  }
}

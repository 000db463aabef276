import type { SessionEvent } from '../../protocol/event';
import { number, objects, text } from '../../protocol/json';
import { describe } from './describe';
import type { StreamRow } from './row';
import { Unfinished } from './Unfinished';

/** A terminal's block is closed at this size, so that one row stays cheap to draw. */
const MAX_TERMINAL_EVENTS = 50;

const STARTS = new Set(['started', 'spawned', 'compiled', 'awaiting-input', 'issued']);

/**
 * Turns events, given in sequence order, into rows: one per thing. A call's end joins its start by
 * `toolUseId`, or by the `callName` that equal calls share, whichever of the two came first. Rows are
 * replaced, never changed.
 */
export class StreamBuilder {
  readonly rows: StreamRow[] = [];

  private readonly indexByThing = new Map<string, number>();
  private readonly unfinished = new Unfinished();
  private readonly depthByAgent = new Map<string, number>();
  /** What the steps of compiled chains do, by chain and number. */
  private readonly planned = new Map<string, string>();
  private currentChain = 'default';
  private lastSaid = '';

  append(event: SessionEvent): void {
    this.noteContext(event);
    const thing = this.thingOf(event);
    const index = thing === undefined ? this.openTerminal(event) : this.indexByThing.get(thing);
    const row = index === undefined ? undefined : this.rows[index];
    if (index !== undefined && row !== undefined && !isNewRun(row, event)) {
      this.put(index, this.rowOf([...row.events, event], row));
    } else {
      if (thing !== undefined) this.indexByThing.set(thing, this.rows.length);
      this.put(this.rows.length, this.rowOf([event]));
    }
    this.goOn(event);
    for (const left of this.unfinished.leftBy(event, this.rows)) this.leave(left);
  }

  private put(index: number, row: StreamRow): void {
    this.rows[index] = row;
    this.unfinished.note(index, row);
  }

  /** A subagent that was left behind by its turn, and works on. */
  private goOn({ type, agentId }: SessionEvent): void {
    const index = this.indexByThing.get(`agent:${agentId}`) ?? -1;
    const row = this.rows[index];
    if (type !== 'tool:started' || row?.outcome !== 'unfinished') return;
    this.put(index, { ...row, outcome: 'running' });
  }

  private leave(index: number): void {
    const row = this.rows[index];
    if (row !== undefined) this.rows[index] = { ...row, outcome: 'unfinished' };
  }

  private rowOf(events: readonly SessionEvent[], before?: StreamRow): StreamRow {
    const first = before ?? events[0];
    const plan = events[0] && this.stepKey(events[0]);
    const described = describe(inOrder(events), this.planned.get(plan ?? ''));
    const agentId = events.find((event) => event.agentId !== undefined)?.agentId;
    const durationMs = durationOf(events);
    return {
      ...described,
      ...(this.repeatsWhatWasSaid(events) ? { line: '' } : {}),
      key: before?.key ?? String(first?.sequence),
      sequence: first?.sequence ?? 0,
      at: before?.at ?? events[0]?.timestamp ?? 0,
      depth: before?.depth ?? this.depthOf(described.kind, agentId),
      events,
      ...(agentId === undefined ? {} : { agentId }),
      ...(durationMs === undefined ? {} : { durationMs }),
    };
  }

  /** What an event is about, when other events may be about the same. */
  private thingOf(event: SessionEvent): string | undefined {
    const { type, payload, agentId } = event;
    const id = (key: string) => {
      const value = text(payload, key);
      return value === undefined ? undefined : `${key}:${value}`;
    };
    switch (type.slice(0, type.indexOf(':'))) {
      case 'tool':
        return id('toolUseId') ?? callName(event);
      case 'step':
        return this.stepKey(event);
      case 'chain':
        return id('chainId');
      case 'agent':
        return agentId === undefined ? undefined : `agent:${agentId}`;
      case 'interaction':
        return id('askId');
      case 'command':
        return id('commandId');
      default:
        return undefined;
    }
  }

  private stepKey({ type, payload }: SessionEvent): string | undefined {
    if (!type.startsWith('step:')) return undefined;
    return `step:${text(payload, 'chainId') ?? this.currentChain}:${number(payload, 'stepNumber')}`;
  }

  private openTerminal(event: SessionEvent): number | undefined {
    const last = this.rows.at(-1);
    const first = last?.events[0];
    if (event.type !== 'terminal:output' || first?.type !== event.type) return undefined;
    const isSame =
      first.agentId === event.agentId &&
      text(first.payload, 'stream') === text(event.payload, 'stream');
    return isSame && (last?.events.length ?? 0) < MAX_TERMINAL_EVENTS
      ? this.rows.length - 1
      : undefined;
  }

  private noteContext({ type, payload, agentId }: SessionEvent): void {
    if (type === 'chain:started' || type === 'chain:compiled') {
      this.currentChain = text(payload, 'chainId') ?? this.currentChain;
      objects(payload, 'steps').forEach((step, index) => {
        const action = text(step, 'action') ?? text(step, 'description');
        const key = `step:${this.currentChain}:${number(step, 'stepNumber') ?? index + 1}`;
        if (action !== undefined) this.planned.set(key, action);
      });
    }
    if (type === 'message:assistant' && agentId === undefined) {
      this.lastSaid = text(payload, 'text') ?? '';
    }
    if (type === 'agent:started' && agentId !== undefined) {
      // An unknown parent is not guessed: the subagent stands directly below the session.
      const parent = this.depthByAgent.get(text(payload, 'parentAgentId') ?? '') ?? 0;
      this.depthByAgent.set(agentId, parent + 1);
    }
  }

  /** At the end of a turn agents tell their answer a second time. */
  private repeatsWhatWasSaid([event]: readonly SessionEvent[]): boolean {
    return event?.type === 'session:idle' && text(event.payload, 'lastMessage') === this.lastSaid;
  }

  private depthOf(kind: StreamRow['kind'], agentId: string | undefined): number {
    if (agentId === undefined) return 0;
    const depth = this.depthByAgent.get(agentId) ?? 1;
    return kind === 'agents' ? depth - 1 : depth;
  }
}

/** Of an agent whose calls have no ids; what other calls of a subagent do is not its. */
function callName({ payload, agentId }: SessionEvent): string | undefined {
  const name = text(payload, 'callName');
  return name === undefined ? undefined : `call:${agentId ?? ''}:${name}`;
}

function verbOf(type: string): string {
  return type.slice(type.indexOf(':') + 1);
}

function isStart(event: SessionEvent): boolean {
  return STARTS.has(verbOf(event.type));
}

/** A step that is retried starts again after its end: that is another row. */
function isNewRun(row: StreamRow, event: SessionEvent): boolean {
  const isOver = row.outcome === 'ok' || row.outcome === 'failed';
  return isOver && isStart(event) && row.events.some(isStart);
}

/** Starts first, so that an end which overtook its start still describes the whole. */
function inOrder(events: readonly SessionEvent[]): readonly SessionEvent[] {
  return [...events.filter(isStart), ...events.filter((event) => !isStart(event))];
}

/** What the agent measured, else the time between the first start and the last end. */
function durationOf(events: readonly SessionEvent[]): number | undefined {
  for (const { payload } of events.toReversed()) {
    const measured = number(payload, 'durationMs') ?? number(payload, 'duration');
    if (measured !== undefined) return Math.max(0, measured);
  }
  const start = events.find(isStart);
  const end = events.findLast((event) => !isStart(event) && verbOf(event.type) !== 'output');
  if (start === undefined || end === undefined || !start.timestamp || !end.timestamp)
    return undefined;
  return Math.max(0, end.timestamp - start.timestamp);
}

import type { SessionEvent } from '../../protocol/event';
import { flag } from '../../protocol/json';
import type { StreamRow } from './row';

/** What ends with the turn, if nothing else ends it: a step or a message may outlast it. */
const OF_TURN: ReadonlySet<string> = new Set(['tools', 'agents']);
const ENDS: ReadonlySet<string> = new Set(['session:idle', 'session:ended', 'session:lost']);

/** The calls and subagents that have begun and not ended, by where they stand in the stream. */
export class Unfinished {
  private readonly indexes = new Set<number>();

  /** A row that has come or changed. */
  note(index: number, row: StreamRow): void {
    if (row.outcome === 'running' && OF_TURN.has(row.kind)) this.indexes.add(index);
    else this.indexes.delete(index);
  }

  /** Those for which no end can come any more after this event, each once. */
  leftBy(event: SessionEvent, rows: readonly StreamRow[]): readonly number[] {
    const left = [...this.indexes].filter((index) => isLeftBy(event, rows[index]));
    for (const index of left) this.indexes.delete(index);
    return left;
  }
}

function isLeftBy({ type, payload, agentId }: SessionEvent, row: StreamRow | undefined): boolean {
  if (type === 'agent:stopped') return row?.agentId === agentId && row?.kind === 'tools';
  if (agentId !== undefined) return false;
  return ENDS.has(type) || (type === 'message:user' && !flag(payload, 'automatic'));
}

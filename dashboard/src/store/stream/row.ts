import type { SessionEvent } from '../../protocol/event';

export const KINDS = [
  'messages',
  'tools',
  'steps',
  'agents',
  'asks',
  'orders',
  'terminal',
  'files',
  'problems',
  'usage',
  'other',
] as const;
export type Kind = (typeof KINDS)[number];

/** Left out until a person chooses it: it says little about what happens. */
export const QUIET: ReadonlySet<Kind> = new Set<Kind>(['usage']);

/**
 * How the thing stands that a row shows; `waiting` for a person, `none` for what just happened,
 * `unfinished` for what has no result and will get none.
 */
export type Outcome = 'running' | 'waiting' | 'ok' | 'failed' | 'unfinished' | 'none';

/** One line of the stream: one thing, which may have taken several events. */
export interface StreamRow {
  readonly key: string;
  readonly kind: Kind;
  /** The first event's sequence: the row's place and its permanent address. */
  readonly sequence: number;
  readonly at: number;
  /** How deep in the tree of subagents it happened; 0 is the session itself. */
  readonly depth: number;
  readonly title: string;
  /** One line about it: the tool's argument, the message's text. */
  readonly line: string;
  readonly outcome: Outcome;
  readonly durationMs?: number;
  readonly agentId?: string;
  /** What it was made of, in order. */
  readonly events: readonly SessionEvent[];
}

export function isTruncated(row: StreamRow): boolean {
  return row.events.some((event) => event.truncated);
}

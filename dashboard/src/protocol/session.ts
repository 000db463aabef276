import {
  child,
  compact,
  count,
  field,
  flag,
  isObject,
  number,
  numbers,
  oneOf,
  text,
  texts,
  time,
  words,
  type JsonObject,
} from './json';

/** In the order in which a person wants to see them. */
export const STATES = ['needs_you', 'working', 'idle', 'lost', 'failed', 'ended'] as const;
export type State = (typeof STATES)[number];

export const ASK_KINDS = ['approval', 'question', 'input'] as const;
export type AskKind = (typeof ASK_KINDS)[number];

/** What a session waits for a person to say. */
export interface Attention {
  readonly kind: AskKind;
  readonly since?: number;
  readonly text?: string;
  readonly askId?: string;
  readonly toolName?: string;
  /** An answer given here reaches the agent. */
  readonly answerable: boolean;
}

/** Events per minute, oldest first; `minute` is the start of the newest bucket. */
export interface Pulse {
  readonly minute: number;
  readonly counts: readonly number[];
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly costUsd: number;
}

/** A session's summary as the hub folds it. Times are milliseconds since 1970. */
export type Session = ReturnType<typeof readSession>;

/** Reads a summary, or answers undefined for anything that has no id. */
export function decodeSession(value: unknown): Session | undefined {
  if (!isObject(value)) return undefined;
  const id = text(value, 'id');
  return id === undefined ? undefined : readSession(id, value);
}

function readSession(id: string, json: JsonObject) {
  const lastEventAt = time(json, 'lastEventAt');
  const startedAt = time(json, 'startedAt') ?? lastEventAt ?? 0;
  const state: State = oneOf(json, 'state', STATES) ?? 'lost';
  const chains = child(json, 'chains');
  const steps = child(json, 'steps');
  const subagents = child(json, 'subagents');
  const tools = child(json, 'tools');
  return {
    id,
    state,
    startedAt,
    stateSince: time(json, 'stateSince') ?? startedAt,
    lastEventAt: lastEventAt ?? startedAt,
    lastSequence: count(json, 'lastSequence'),
    durationMs: count(json, 'durationMs'),
    inferred: flag(json, 'inferred'),
    /** It is told to pause, from then until it is told to go on. */
    paused: flag(json, 'paused'),
    chains: compact({ total: count(chains, 'total'), current: words(chains, 'current') }),
    steps: {
      total: count(steps, 'total'),
      done: count(steps, 'done'),
      failed: count(steps, 'failed'),
    },
    subagents: { running: count(subagents, 'running'), total: count(subagents, 'total') },
    tools: { calls: count(tools, 'calls'), failures: count(tools, 'failures') },
    usage: decodeUsage(child(json, 'usage')),
    labels: texts(json, 'labels'),
    metadata: child(json, 'metadata'),
    ...compact({
      user: words(json, 'user'),
      cwd: words(json, 'cwd'),
      repository: words(json, 'repository'),
      gitBranch: words(json, 'gitBranch'),
      hostname: words(json, 'hostname'),
      platform: words(json, 'platform'),
      agent: words(json, 'agent'),
      agentVersion: words(json, 'agentVersion'),
      model: words(json, 'model'),
      title: words(json, 'title'),
      firstPrompt: words(json, 'firstPrompt'),
      resumedFrom: text(json, 'resumedFrom'),
      activity: words(json, 'activity'),
      summary: words(json, 'summary'),
      endReason: words(json, 'endReason'),
      endedAt: time(json, 'endedAt'),
      waitedMs: number(json, 'waitedMs'),
      attention: decodeAttention(child(json, 'attention')),
      pulse: decodePulse(child(json, 'pulse')),
      /** What its agent can be told through the hub; absent for one that polls. */
      controls: field(json, 'controls') === undefined ? undefined : texts(json, 'controls'),
    }),
  };
}

function decodeAttention(json: JsonObject): Attention | undefined {
  const kind = oneOf(json, 'kind', ASK_KINDS);
  if (kind === undefined) return undefined;
  return {
    kind,
    answerable: flag(json, 'answerable'),
    ...compact({
      since: time(json, 'since'),
      text: words(json, 'text'),
      askId: text(json, 'askId'),
      toolName: words(json, 'toolName'),
    }),
  };
}

function decodePulse(json: JsonObject): Pulse | undefined {
  const minute = time(json, 'minute');
  return minute === undefined ? undefined : { minute, counts: numbers(json, 'counts') };
}

export function decodeUsage(json: JsonObject): Usage {
  return {
    inputTokens: count(json, 'inputTokens'),
    outputTokens: count(json, 'outputTokens'),
    cacheReadTokens: count(json, 'cacheReadTokens'),
    cacheWriteTokens: count(json, 'cacheWriteTokens'),
    costUsd: Math.max(0, number(json, 'costUsd') ?? 0),
  };
}

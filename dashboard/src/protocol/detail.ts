import { decodeAsk, type Ask } from './ask';
import { decodeCommand, type Command } from './command';
import {
  child,
  compact,
  count,
  isObject,
  list,
  number,
  numbers,
  objects,
  text,
  time,
  words,
  type JsonObject,
} from './json';
import { decodeSession, type Session } from './session';

/** What `GET /api/sessions/{id}` says beyond the summary. */
export interface SessionDetail {
  readonly session: Session;
  readonly position: string;
  readonly chains: readonly Chain[];
  readonly steps: readonly Step[];
  readonly subagents: readonly Subagent[];
  readonly asks: readonly Ask[];
  readonly commands: readonly Command[];
}

export type Chain = ReturnType<typeof decodeChain>;
export type Step = ReturnType<typeof decodeStep>;
export type Subagent = ReturnType<typeof decodeSubagent>;

export function decodeDetail(value: unknown): SessionDetail | undefined {
  const session = decodeSession(value);
  if (session === undefined || !isObject(value)) return undefined;
  const detail = child(value, 'detail');
  return {
    session,
    position: text(value, 'position') ?? '',
    chains: objects(detail, 'chains').map(decodeChain),
    steps: objects(detail, 'steps').map(decodeStep),
    subagents: objects(detail, 'subagents').map(decodeSubagent),
    asks: list(detail, 'asks')
      .map(decodeAsk)
      .filter((ask) => ask !== undefined),
    commands: list(detail, 'commands')
      .map(decodeCommand)
      .filter((command) => command !== undefined),
  };
}

function decodeChain(json: JsonObject) {
  const steps = child(json, 'steps');
  return {
    chainId: words(json, 'chainId') ?? 'default',
    status: words(json, 'status') ?? 'unknown',
    steps: {
      total: count(steps, 'total'),
      done: count(steps, 'done'),
      failed: count(steps, 'failed'),
      skipped: count(steps, 'skipped'),
    },
    ...compact({
      title: words(json, 'title'),
      summary: words(json, 'summary'),
      startedAt: time(json, 'startedAt'),
      completedAt: time(json, 'completedAt'),
    }),
  };
}

function decodeStep(json: JsonObject) {
  return {
    chainId: words(json, 'chainId') ?? 'default',
    stepNumber: count(json, 'stepNumber'),
    status: words(json, 'status') ?? 'unknown',
    waitsFor: numbers(json, 'waitsFor'),
    ...compact({
      action: words(json, 'action'),
      description: words(json, 'description'),
      model: words(json, 'model'),
      agentName: words(json, 'agentName'),
      error: words(json, 'error'),
      durationMs: number(json, 'durationMs'),
      startedAt: time(json, 'startedAt'),
      endedAt: time(json, 'endedAt'),
    }),
  };
}

function decodeSubagent(json: JsonObject) {
  const tools = child(json, 'tools');
  return {
    agentId: words(json, 'agentId') ?? 'unknown',
    status: words(json, 'status') ?? 'unknown',
    tools: { calls: count(tools, 'calls'), failures: count(tools, 'failures') },
    ...compact({
      agentType: words(json, 'agentType'),
      parentAgentId: words(json, 'parentAgentId'),
      description: words(json, 'description'),
      startedAt: time(json, 'startedAt'),
      stoppedAt: time(json, 'stoppedAt'),
    }),
  };
}

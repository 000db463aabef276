import {
  child,
  compact,
  count,
  field,
  isObject,
  number,
  numbers,
  objects,
  text,
  texts,
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
export type Ask = ReturnType<typeof decodeAsk>;
export type Command = ReturnType<typeof decodeCommand>;

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
    asks: objects(detail, 'asks').map(decodeAsk),
    commands: objects(detail, 'commands').map(decodeCommand),
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

function decodeAsk(json: JsonObject) {
  return {
    askId: text(json, 'askId') ?? '',
    kind: words(json, 'kind') ?? 'input',
    options: texts(json, 'options'),
    toolInput: field(json, 'toolInput'),
    ...compact({
      question: words(json, 'question'),
      toolName: words(json, 'toolName'),
      openedAt: time(json, 'openedAt'),
      expiresAt: time(json, 'expiresAt'),
    }),
  };
}

function decodeCommand(json: JsonObject) {
  return {
    commandId: text(json, 'commandId') ?? '',
    type: words(json, 'type') ?? 'unknown',
    status: words(json, 'status') ?? 'unknown',
    ...compact({ stepNumber: number(json, 'stepNumber'), issuedAt: time(json, 'issuedAt') }),
  };
}

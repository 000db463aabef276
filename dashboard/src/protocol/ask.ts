import {
  child,
  compact,
  field,
  flag,
  isObject,
  list,
  objects,
  oneOf,
  text,
  time,
  words,
  type JsonObject,
} from './json';
import { ASK_KINDS, type AskKind } from './session';

const STATUSES = ['open', 'answered', 'closed', 'expired'] as const;
export type AskStatus = (typeof STATUSES)[number];

export interface Choice {
  readonly label: string;
  readonly description?: string;
}

/** One thing to be answered. An ask has one, or as many as the agent asks at once. */
export interface Question {
  /** The agent's own words: its answer is filed under them. */
  readonly question: string;
  readonly header?: string;
  readonly choices: readonly Choice[];
  readonly isMultiple: boolean;
}

/** What an agent wants from a person, as the hub knows it. Times are milliseconds since 1970. */
export type Ask = ReturnType<typeof readAsk>;

/** Reads an ask, or answers undefined for anything that has no id. */
export function decodeAsk(value: unknown): Ask | undefined {
  if (!isObject(value)) return undefined;
  const askId = text(value, 'askId');
  return askId === undefined ? undefined : readAsk(askId, value);
}

function readAsk(askId: string, json: JsonObject) {
  const kind: AskKind = oneOf(json, 'kind', ASK_KINDS) ?? 'input';
  const status: AskStatus = oneOf(json, 'status', STATUSES) ?? 'open';
  return {
    askId,
    kind,
    status,
    sessionId: text(json, 'sessionId') ?? '',
    /** An answer given here reaches the agent. */
    answerable: flag(json, 'answerable'),
    /** An approval may change the tool's input. */
    takesInput: flag(json, 'takesInput'),
    toolInput: field(json, 'toolInput'),
    /** What was allowed instead of the tool's input. */
    updatedInput: field(json, 'updatedInput'),
    /** What was answered. */
    input: field(json, 'input'),
    questions: questionsOf(json),
    /** The questions are the agent's own, each with its words. */
    isForm: formOf(json).length > 0,
    quickResponses: list(json, 'quickResponses').filter((text) => typeof text === 'string'),
    /** The agent's own rules to remember an approval by; an answer names them by their index. */
    suggestions: list(json, 'suggestions'),
    ...compact({
      question: words(json, 'question'),
      toolName: words(json, 'toolName'),
      agentId: text(json, 'agentId'),
      openedAt: time(json, 'openedAt'),
      expiresAt: time(json, 'expiresAt'),
      closedAt: time(json, 'closedAt'),
      decision: words(json, 'decision'),
      source: words(json, 'source'),
      by: words(json, 'by'),
      reason: words(json, 'reason'),
      message: words(json, 'message'),
    }),
  };
}

/** The questions of the agent's own tool, else the one that the ask itself is. */
function questionsOf(json: JsonObject): readonly Question[] {
  const form = formOf(json);
  if (form.length > 0) return form;
  const question = text(json, 'question') ?? '';
  return [{ question, choices: choicesOf(json), isMultiple: false }];
}

function formOf(json: JsonObject): readonly Question[] {
  return objects(child(json, 'toolInput'), 'questions').flatMap(readQuestion);
}

function readQuestion(json: JsonObject): readonly Question[] {
  const question = text(json, 'question');
  if (question === undefined) return [];
  const isMultiple = flag(json, 'multiSelect') || flag(json, 'multiple');
  const header = words(json, 'header');
  return [{ question, choices: choicesOf(json), isMultiple, ...compact({ header }) }];
}

/** `["yes", {"label": "no", "description": "Not now"}]`; each label once. */
function choicesOf(json: JsonObject): readonly Choice[] {
  const choices = new Map<string, Choice>();
  for (const option of list(json, 'options')) {
    const label = isObject(option) ? text(option, 'label') : option;
    if (typeof label !== 'string' || label === '') continue;
    const description = isObject(option) ? words(option, 'description') : undefined;
    choices.set(label, { label, ...compact({ description }) });
  }
  return [...choices.values()];
}

import type { AskKind, Session, State } from '../protocol/session';
import { formatMoment } from './format';

export const STATE_LABELS: Readonly<Record<State, string>> = {
  needs_you: 'Needs you',
  working: 'Working',
  idle: 'Idle',
  lost: 'Lost',
  failed: 'Failed',
  ended: 'Ended',
};

export const ASK_LABELS: Readonly<Record<AskKind, string>> = {
  approval: 'Approval',
  question: 'Question',
  input: 'Input',
};

/** How a session stands, in a word or two. */
export function stateLabel({ state, paused }: Pick<Session, 'state' | 'paused'>): string {
  if (!paused || isOver(state)) return STATE_LABELS[state];
  return state === 'working' ? 'Paused' : `${STATE_LABELS[state]}, paused`;
}

/** What so many sessions are or do: `1 needs you`, `3 need you`. */
export function stateOf(state: State, count: number): string {
  return state === 'needs_you' && count !== 1 ? 'need you' : STATE_LABELS[state].toLowerCase();
}

function isOver(state: State): boolean {
  return state === 'ended' || state === 'failed';
}

const AGENT_NAMES: Readonly<Record<string, string>> = {
  'claude-code': 'Claude',
  codex: 'Codex',
  'gemini-cli': 'Gemini',
  opencode: 'OpenCode',
  'copilot-cli': 'Copilot',
  'qwen-code': 'Qwen',
  cursor: 'Cursor',
};

/** Reasons of an end that agents write for programs; the empty text says nothing to a person. */
const END_REASONS: Readonly<Record<string, string>> = {
  prompt_input_exit: 'Closed at the prompt',
  clear: 'Cleared',
  logout: 'Logged out',
  resume: 'Resumed in another session',
  exit: '',
  other: '',
};

const MAX_TITLE = 200;

export function sessionTitle(session: Session): string {
  const title = session.title ?? session.firstPrompt ?? session.id;
  return oneLine(title, MAX_TITLE);
}

export function agentName(agent: string): string {
  return Object.hasOwn(AGENT_NAMES, agent) ? (AGENT_NAMES[agent] ?? agent) : agent;
}

export function endReason(reason: string): string {
  return Object.hasOwn(END_REASONS, reason) ? (END_REASONS[reason] ?? '') : reason;
}

/** What the second column says, and for a tool's call its name apart from its argument. */
export interface Activity {
  readonly tool: string;
  readonly text: string;
  readonly whole: string;
}

/** The question first, then what it does, then how it stands or how it ended. */
export function sessionActivity(session: Session): Activity {
  const whole = oneLine(activityLine(session), MAX_TITLE);
  const isCall = session.state === 'working' || session.attention?.toolName !== undefined;
  const mark = isCall ? whole.indexOf(' · ') : -1;
  if (mark < 0) return { tool: '', text: whole, whole };
  return { tool: whole.slice(0, mark), text: whole.slice(mark + 3), whole };
}

function activityLine(session: Session): string {
  switch (session.state) {
    case 'needs_you':
      return session.attention?.text ?? '';
    case 'working':
    case 'idle':
      return session.activity ?? '';
    case 'lost':
      return `No sign of life since ${formatMoment(session.lastEventAt)}`;
    case 'failed':
    case 'ended':
      return session.summary ?? endReason(session.endReason ?? '');
  }
}

/** White space and control characters become single spaces; text keeps its own direction. */
export function oneLine(text: string, max: number): string {
  return text
    .slice(0, max * 4)
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, max);
}

/** A stable hue for a name, for identity only; states have their own colours. */
export function hueOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  // FNV-1a leaves short names close together; murmur's finish spreads them.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % 360;
}

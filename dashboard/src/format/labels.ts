import type { Session, State } from '../protocol/session';

export const STATE_LABELS: Readonly<Record<State, string>> = {
  needs_you: 'Needs you',
  working: 'Working',
  idle: 'Idle',
  lost: 'Lost',
  failed: 'Failed',
  ended: 'Ended',
};

const MAX_TITLE = 200;

export function sessionTitle(session: Session): string {
  const title = session.title ?? session.firstPrompt ?? session.id;
  return oneLine(title, MAX_TITLE);
}

/** What the second column says: the question first, then what it does, then how it ended. */
export function sessionActivity(session: Session): string {
  const line = session.attention?.text ?? session.activity ?? session.summary ?? session.endReason;
  return oneLine(line ?? '', MAX_TITLE);
}

/** White space and control characters become single spaces. */
export function oneLine(text: string, max: number): string {
  return text
    .slice(0, max * 4)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, max);
}

/** A stable hue for a name (FNV-1a), for identity only; states have their own colours. */
export function hueOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % 360;
}

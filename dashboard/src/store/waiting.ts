import type { Session } from '../protocol/session';

/** The session that waits longest; after `currentId` the next one, round and round. */
export function nextWaiting(
  sessions: readonly Session[],
  currentId: string | undefined,
): Session | undefined {
  const waiting = sessions
    .filter((session) => session.state === 'needs_you')
    .sort((a, b) => a.stateSince - b.stateSince || (a.id < b.id ? -1 : 1));
  const current = waiting.findIndex((session) => session.id === currentId);
  return waiting[(current + 1) % Math.max(1, waiting.length)];
}

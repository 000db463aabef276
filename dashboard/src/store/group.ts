import type { Session, State } from '../protocol/session';

export const GROUPINGS = ['status', 'user', 'machine', 'repository'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Group {
  /** A state, or the kind and the name: nobody's name is mistaken for a state. */
  readonly key: string;
  readonly label: string;
  /** What its sessions have in common. */
  readonly kind: Grouping;
  readonly sessions: readonly Session[];
  /** Shown closed until a person opens it. */
  readonly isFolded: boolean;
}

const STATUS_GROUPS = [
  { key: 'needs_you', label: 'Needs you' },
  { key: 'working', label: 'Working' },
  { key: 'idle', label: 'Idle' },
  { key: 'lost', label: 'Lost' },
  { key: 'today', label: 'Ended today' },
  { key: 'earlier', label: 'Earlier' },
] as const;

const RANK: Readonly<Record<State, number>> = {
  needs_you: 0,
  working: 1,
  idle: 2,
  lost: 3,
  failed: 4,
  ended: 5,
};

/**
 * The list as it is shown. `dayStart` is the local midnight: what ended before it is under
 * "Earlier". Within a group the order is stable, so that rows do not jump while one reads them.
 */
export function groupSessions(
  sessions: readonly Session[],
  grouping: Grouping,
  dayStart: number,
): readonly Group[] {
  if (grouping !== 'status') return groupByName(sessions, grouping, dayStart);
  const byGroup = groupBy(sessions, (session) => statusOf(session, dayStart));
  return STATUS_GROUPS.flatMap(({ key, label }) => {
    const members = byGroup.get(key);
    return members === undefined ? [] : [statusGroup({ key, label }, members)];
  });
}

function groupByName(
  sessions: readonly Session[],
  grouping: Exclude<Grouping, 'status'>,
  dayStart: number,
): readonly Group[] {
  const recent = sessions.filter((session) => statusOf(session, dayStart) !== 'earlier');
  const earlier = sessions.filter((session) => statusOf(session, dayStart) === 'earlier');
  const groups: Group[] = [...groupBy(recent, (session) => groupName(session, grouping))]
    .map(([label, members]) => ({
      key: `${grouping}:${label}`,
      label,
      kind: grouping,
      sessions: members.sort(byUrgency),
      isFolded: false,
    }))
    .sort(byWaiting);
  if (earlier.length === 0) return groups;
  return [...groups, statusGroup({ key: 'earlier', label: 'Earlier' }, earlier)];
}

function statusGroup(name: { key: string; label: string }, members: Session[]): Group {
  const isFolded = name.key === 'earlier';
  return { ...name, kind: 'status', sessions: members.sort(byUrgency), isFolded };
}

function groupBy(
  sessions: readonly Session[],
  key: (session: Session) => string,
): Map<string, Session[]> {
  const groups = new Map<string, Session[]>();
  for (const session of sessions) {
    const name = key(session);
    const members = groups.get(name);
    if (members) members.push(session);
    else groups.set(name, [session]);
  }
  return groups;
}

function groupName(session: Session, grouping: Exclude<Grouping, 'status'>): string {
  switch (grouping) {
    case 'user':
      return session.user ?? 'Unknown user';
    case 'machine':
      return session.hostname ?? 'Unknown machine';
    case 'repository':
      return repositoryName(session) ?? 'No repository';
  }
}

function statusOf(session: Session, dayStart: number): string {
  if (session.state !== 'ended' && session.state !== 'failed') return session.state;
  return (session.endedAt ?? session.stateSince) >= dayStart ? 'today' : 'earlier';
}

/** Those that need a person first, the longest waiting on top; the others by their names. */
function byWaiting(a: Group, b: Group): number {
  return waitsSince(a) - waitsSince(b) || a.label.localeCompare(b.label);
}

function waitsSince({ sessions: [first] }: Group): number {
  return first?.state === 'needs_you' ? first.stateSince : Number.MAX_SAFE_INTEGER;
}

/** The longest waiting first, then the newest; ended ones by when they ended. */
function byUrgency(a: Session, b: Session): number {
  const rank = Math.min(RANK[a.state], RANK.failed) - Math.min(RANK[b.state], RANK.failed);
  if (rank !== 0) return rank;
  switch (a.state) {
    case 'needs_you':
      return a.stateSince - b.stateSince || byId(a, b);
    case 'working':
      return b.startedAt - a.startedAt || byId(a, b);
    case 'idle':
    case 'lost':
    case 'failed':
    case 'ended':
      return b.stateSince - a.stateSince || byId(a, b);
  }
}

function byId(a: Session, b: Session): number {
  return a.id < b.id ? -1 : 1;
}

/**
 * The last part of the repository's or the folder's path. Worktrees of one repository come from the
 * hub with the same `repository`; folders that agents use for worktrees are cut off here.
 */
export function repositoryName(session: Session): string | undefined {
  const path = session.repository ?? session.cwd;
  if (path === undefined) return undefined;
  const main = path.replace(/[/\\](?:\.claude[/\\]|\.git[/\\])?(?:\.?worktrees)[/\\].*$/, '');
  const parts = main.split(/[/\\:]/).filter((part) => part !== '');
  return parts.at(-1)?.replace(/\.git$/, '');
}

/** How many sessions are in each state, for the tab's title and the header. */
export function countStates(sessions: readonly Session[]): Readonly<Record<State, number>> {
  const counts = { needs_you: 0, working: 0, idle: 0, lost: 0, failed: 0, ended: 0 };
  for (const session of sessions) counts[session.state]++;
  return counts;
}

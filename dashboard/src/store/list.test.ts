import { describe, expect, test } from 'vitest';
import { decodeSession, type Session } from '../protocol/session';
import { matches, parseFilter } from './filter';
import { groupSessions, repositoryName } from './group';
import { nextWaiting } from './waiting';

const MIDNIGHT = Date.parse('2026-11-23T00:00:00Z');

function session(fields: Record<string, unknown>): Session {
  const decoded = decodeSession({ id: 's', state: 'working', ...fields });
  if (decoded === undefined) throw new Error('no session');
  return decoded;
}

const ana = session({
  user: 'ana',
  repository: '/srv/api',
  gitBranch: 'feat/queue',
  hostname: 'mb-1',
  agent: 'claude-code',
  title: 'Migrate the Billing webhooks',
  labels: ['urgent'],
});

describe('the filter', () => {
  test.each([
    ['', true],
    ['user:ana', true],
    ['user:AN state:working', true],
    ['user:kim', false],
    ['-user:kim', true],
    ['-user:ana', false],
    ['repo:api branch:queue host:mb agent:claude label:urg', true],
    ['billing', true],
    ['"billing webhooks"', true],
    ['"webhooks billing"', false],
    ['webhooks billing', true],
    ['state:needs', false],
    ['state:work', true],
    ['state:idle,working', true],
    ['is:running', true],
    ['state:', true],
    ['unknown:thing', false],
    ['constructor:x', false],
  ])('%j on a working session of ana: %s', (input, expected) => {
    expect(matches(ana, parseFilter(input))).toBe(expected);
  });

  test('an open quotation is read to the end', () => {
    expect(matches(ana, parseFilter('user:"ana'))).toBe(true);
  });

  test('needs_you is found by its beginning and with a dash', () => {
    const waiting = session({ state: 'needs_you' });
    expect(matches(waiting, parseFilter('state:needs'))).toBe(true);
    expect(matches(waiting, parseFilter('state:needs-you'))).toBe(true);
    expect(matches(waiting, parseFilter('state:waiting'))).toBe(true);
  });
});

describe('grouping by status', () => {
  const at = (hour: number, day = 23) => `2026-11-${day}T${String(hour).padStart(2, '0')}:00:00Z`;
  const sessions = [
    session({ id: 'old', state: 'ended', endedAt: at(20, 22), stateSince: at(20, 22) }),
    session({ id: 'done', state: 'ended', endedAt: at(3), stateSince: at(3) }),
    session({ id: 'broken', state: 'failed', endedAt: at(4), stateSince: at(4) }),
    session({ id: 'w1', state: 'working', startedAt: at(1) }),
    session({ id: 'w2', state: 'working', startedAt: at(2) }),
    session({ id: 'ask2', state: 'needs_you', stateSince: at(5) }),
    session({ id: 'ask1', state: 'needs_you', stateSince: at(2) }),
    session({ id: 'lost', state: 'lost', stateSince: at(1, 20) }),
  ];

  test('puts who waits first, the longest on top, and folds what ended before today', () => {
    const groups = groupSessions(sessions, 'status', MIDNIGHT);
    expect(groups.map((g) => [g.label, g.sessions.map((s) => s.id)])).toEqual([
      ['Needs you', ['ask1', 'ask2']],
      ['Working', ['w2', 'w1']],
      ['Lost', ['lost']],
      ['Ended today', ['broken', 'done']],
      ['Earlier', ['old']],
    ]);
    expect(groups.filter((g) => g.isFolded).map((g) => g.key)).toEqual(['earlier']);
  });

  test('order within a group does not depend on the order of arrival', () => {
    const reversed = groupSessions(sessions.toReversed(), 'status', MIDNIGHT);
    expect(reversed).toEqual(groupSessions(sessions, 'status', MIDNIGHT));
  });
});

test('a user called like a group has one of their own', () => {
  const groups = groupSessions(
    [
      session({ id: 'a', user: 'earlier' }),
      session({ id: 'b', user: 'kim', state: 'ended', endedAt: '2026-11-20T00:00:00Z' }),
    ],
    'user',
    MIDNIGHT,
  );
  expect(groups.map((g) => [g.key, g.label])).toEqual([
    ['user:earlier', 'earlier'],
    ['earlier', 'Earlier'],
  ]);
});

test('who is waited for comes first in every grouping, the longest waiting on top', () => {
  const at = (hour: number) => ({ state: 'needs_you', stateSince: `2026-11-23T0${hour}:00:00Z` });
  const groups = groupSessions(
    [
      session({ id: 'a', hostname: 'a-quiet' }),
      session({ id: 'b', hostname: 'm-new', ...at(3) }),
      session({ id: 'c', hostname: 'z-old' }),
      session({ id: 'd', hostname: 'z-old', ...at(2) }),
      session({ id: 'e', hostname: 'b-quiet' }),
    ],
    'machine',
    MIDNIGHT,
  );
  expect(groups.map((g) => g.label)).toEqual(['z-old', 'm-new', 'a-quiet', 'b-quiet']);
});

test('worktrees count to their repository', () => {
  const groups = groupSessions(
    [
      session({ id: 'a', repository: '/srv/api' }),
      session({ id: 'b', cwd: '/srv/api/.claude/worktrees/fix-1' }),
      session({ id: 'c', cwd: '/srv/api/worktrees/fix-2/src' }),
      session({ id: 'd' }),
    ],
    'repository',
    MIDNIGHT,
  );
  expect(groups.map((g) => [g.label, g.sessions.length])).toEqual([
    ['api', 3],
    ['No repository', 1],
  ]);
  expect(repositoryName(session({ repository: 'git@host:team/shop.git' }))).toBe('shop');
});

test('w goes to the longest waiting, then on, and round', () => {
  const waiting = ['2', '1', '3'].map((n) =>
    session({ id: n, state: 'needs_you', stateSince: `2026-11-23T0${n}:00:00Z` }),
  );
  expect(nextWaiting(waiting, undefined)?.id).toBe('1');
  expect(nextWaiting(waiting, '1')?.id).toBe('2');
  expect(nextWaiting(waiting, '3')?.id).toBe('1');
  expect(nextWaiting([], '3')).toBeUndefined();
});

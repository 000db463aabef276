import { expect, test, vi } from 'vitest';
import { decodeSession } from '../protocol/session';
import { Asks } from '../store/asks/asks.svelte';
import { askOf } from '../store/asks/fixtures';
import type { JsonObject } from '../protocol/json';

vi.stubGlobal('location', new URL('http://hub.test/'));
const { askAlert, failureAlert, INBOX, isSeenIn, listView, Newcomers, sessionView } =
  await import('./alert');

const SESSION = decodeSession({ id: 's1', title: 'Fix it', agent: 'codex', state: 'failed' });

function alertOf(fields: JsonObject) {
  const asks = new Asks();
  asks.replace([askOf(fields)]);
  const card = asks.cards[0];
  if (card === undefined) throw new Error('no card');
  return askAlert(card, SESSION);
}

test('an alert says who wants what, and where it is answered', () => {
  expect(alertOf({ askId: 'a/1' })).toMatchObject({
    tag: 'ask:a/1',
    title: 'Codex needs you: approval',
    body: 'Bash · npm test\nFix it',
    path: '/inbox#a%2F1',
    views: ['inbox', 'session:s1'],
  });
});

test('a question is told in its words', () => {
  const question = { kind: 'question', question: 'Deploy?', toolName: undefined };
  expect(alertOf({ ...question, toolInput: undefined }).body).toBe('Deploy?\nFix it');
});

test('it is seen in the inbox, on its session’s page, and in a list that has its session', () => {
  const alert = alertOf({});
  const views = [INBOX, sessionView('s1'), listView(''), listView('agent:codex')];
  expect(views.filter((view) => isSeenIn(alert, view))).toEqual(views);
  const others = [sessionView('s2'), listView('agent:claude'), 'elsewhere'];
  expect(others.filter((view) => isSeenIn(alert, view))).toEqual([]);
});

test('only what came after the first look is new, and only once', () => {
  const newcomers = new Newcomers();
  const [first, second] = [alertOf({ askId: 'first' }), alertOf({ askId: 'second' })];
  expect(newcomers.of([first])).toEqual([]);
  expect(newcomers.of([first, second])).toEqual([second]);
  expect(newcomers.of([first, second])).toEqual([]);
});

test('a session that failed is told of where it is seen', () => {
  if (SESSION === undefined) throw new Error('no session');
  const alert = failureAlert(SESSION);
  expect(alert).toMatchObject({ title: 'Fix it has failed', path: '/sessions/s1' });
  expect(alert.views).toEqual(['session:s1']);
});

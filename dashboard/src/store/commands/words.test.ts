import { expect, test } from 'vitest';
import { decodeCommand, type Command } from '../../protocol/command';
import { decodeDetail } from '../../protocol/detail';
import type { JsonObject } from '../../protocol/json';
import { decodeSession, type Session } from '../../protocol/session';
import { controlsOf, isToldOfStep, offersOf, stepOrders, whyNone } from './controls';
import { commandName, commandState, toShow } from './words';

const NOON = Date.parse('2026-11-23T12:00:00Z');

function command(fields: JsonObject): Command {
  const decoded = decodeCommand({ commandId: 'c', type: 'pause', status: 'queued', ...fields });
  if (decoded === undefined) throw new Error('no command');
  return decoded;
}

function session(fields: JsonObject = {}): Session {
  const decoded = decodeSession({ id: 's', state: 'working', controls: ['pause'], ...fields });
  if (decoded === undefined) throw new Error('no session');
  return decoded;
}

test.each([
  [{}, {}, 'queued, takes effect at its next tool call'],
  [{}, { controls: undefined }, 'queued, until the agent asks for it'],
  [{ status: 'delivered', at: 'PreToolUse · Bash' }, { paused: true }, 'held at PreToolUse · Bash'],
  [{ status: 'delivered', at: 'PreToolUse · Bash' }, {}, 'delivered at PreToolUse · Bash'],
  [{ status: 'delivered' }, { paused: true }, 'delivered'],
  [{ status: 'acknowledged' }, {}, 'acknowledged'],
  [{ status: 'failed', error: 'No step 9' }, {}, 'failed: No step 9'],
  [{ status: 'expired', error: 'The session ended' }, {}, 'expired: The session ended'],
  [{ status: 'expired' }, {}, 'expired: nobody took it'],
  [{ type: 'input' }, { state: 'idle' }, 'queued, the agent is about to be told'],
  [{ type: 'input' }, {}, 'queued, it gets it at its next tool call, or at the end of its turn'],
])('%j in %j is %s', (fields, of, words) => {
  expect(commandState(command(fields), session(of))).toBe(words);
});

test('what is on its way is shown, what ended a while ago is not', () => {
  const ended = (status: string, minutes: number) =>
    command({
      commandId: status,
      status,
      closedAt: new Date(NOON - minutes * 60_000).toISOString(),
    });
  const waits = command({ commandId: 'waits' });
  const commands = [waits, ended('acknowledged', 0.5), ended('expired', 9), ended('failed', 11)];
  const ids = toShow(commands, NOON).map(({ commandId }) => commandId);
  expect(ids).toEqual(['waits', 'acknowledged', 'expired']);
  expect(toShow([ended('acknowledged', 2)], NOON)).toEqual([]);
});

test('a command of a step names it', () => {
  expect(commandName(command({ type: 'retry', stepNumber: 3 }))).toBe('Retry step 3');
  expect(commandName(command({ type: 'toString' }))).toBe('toString');
});

test('an agent that polls can be told everything, one that says what only that', () => {
  expect([...controlsOf(session({ controls: undefined }))]).toContain('abort');
  expect([...controlsOf(session())]).toEqual(['pause']);
  expect(controlsOf(session({ state: 'ended' })).size).toBe(0);
});

test('an idle agent with hooks has no turn to stop, one that polls may have', () => {
  const controls = ['message', 'pause', 'cancel', 'abort'];
  const offers = (fields: JsonObject) => [...offersOf(session(fields))];
  expect(offers({ controls })).toEqual(controls);
  expect(offers({ controls, state: 'idle' })).toEqual(['message', 'pause']);
  expect(offers({ controls: undefined, state: 'idle' })).toContain('cancel');
});

test.each([
  [{ status: 'queued' }, true],
  [{ status: 'delivered' }, true],
  [{ status: 'acknowledged' }, false],
  [{ status: 'failed' }, false],
  [{ stepNumber: 3 }, false],
  [{ type: 'skip' }, false],
  [{ options: { chainId: 'other' } }, false],
  [{ options: { chainId: 'c' } }, true],
])('whether step 2 is told to be retried by %j: %s', (fields, isTold) => {
  const steps = [{ chainId: 'c', stepNumber: 2, status: 'failed' }];
  const [step] = decodeDetail({ id: 's', detail: { steps } })?.steps ?? [];
  if (step === undefined) throw new Error('no step');
  const given = command({ type: 'retry', stepNumber: 2, ...fields });
  expect(isToldOfStep([given], 'retry', step)).toBe(isTold);
});

test.each([
  ['failed', {}, ['retry', 'skip']],
  ['pending', {}, ['skip']],
  ['running', {}, ['skip']],
  ['completed', {}, []],
  ['skipped', {}, []],
  ['failed', { controls: ['skip'] }, ['skip']],
  ['failed', { state: 'ended' }, []],
])('of a %s step in %j it can be told %j', (status, of, orders) => {
  const [step] = decodeDetail({ id: 's', detail: { steps: [{ status }] } })?.steps ?? [];
  if (step === undefined) throw new Error('no step');
  expect(stepOrders(session({ controls: undefined, ...of }), step)).toEqual(orders);
});

test.each([
  [{ controls: ['message'] }, ''],
  [{ controls: [], agent: 'codex' }, 'Codex cannot be told anything from outside.'],
  [
    { controls: ['answer'] },
    'This agent cannot be told anything from outside, but its questions can be answered.',
  ],
  [{ state: 'failed' }, 'The session has ended: there is nobody to tell anything.'],
])('of %j the page says: %s', (fields, words) => {
  expect(whyNone(session(fields))).toBe(words);
});

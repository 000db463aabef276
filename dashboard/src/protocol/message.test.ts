import { describe, expect, test } from 'vitest';
import messages from '../../../protocol/src/test/fixtures/messages.json';
import { decodeMessage } from './message';

const EVENT = messages.event;

describe('decodeMessage', () => {
  test('reads an event with its sequence, type and time', () => {
    expect(decodeMessage(JSON.stringify(EVENT))).toMatchObject({
      type: 'event',
      position: { epoch: 'k3f9', sequence: 10482 },
      event: {
        sequence: 10482,
        sessionId: 's1',
        type: 'session:started',
        timestamp: Date.parse('2026-11-23T08:00:00Z'),
        truncated: false,
        payload: { cwd: '/srv/app', user: 'ana', hostname: 'mb-1', platform: 'darwin' },
      },
    });
  });

  test('keeps an event of a type that nobody knows', () => {
    expect(decodeMessage(JSON.stringify(messages.unknownEvent))).toMatchObject({
      event: { type: 'moon:landed', payload: { crew: [3] }, truncated: true },
    });
  });

  test('reads a summary', () => {
    expect(decodeMessage(JSON.stringify(messages.session))).toMatchObject({
      type: 'session',
      position: { epoch: 'k3f9', sequence: 10490 },
      session: { id: 's1', state: 'idle', lastSequence: 10482, labels: [] },
    });
  });

  test('reads what the hub says about the connection', () => {
    const read = (message: object) => decodeMessage(JSON.stringify(message));
    const position = { epoch: 'k3f9', sequence: 10481 };
    expect(read(messages.greeting)).toEqual({ type: 'subscription_confirmed', position });
    expect(read(messages.subscribed)).toEqual({
      type: 'subscription_confirmed',
      position,
      sessionId: 's1',
    });
    expect(read(messages.caughtUp)).toEqual({
      type: 'caught_up',
      position: { epoch: 'k3f9', sequence: 10490 },
    });
    expect(read(messages.gap)).toEqual({ type: 'gap', reason: 'retention' });
    expect(read(messages.pong)).toEqual({ type: 'pong' });
    expect(read(messages.error)).toEqual({
      type: 'error',
      code: 'unknown-session',
      detail: 'There is no session s9',
      sessionId: 's9',
    });
  });

  test('names a message of an unknown type instead of dropping it', () => {
    expect(decodeMessage('{"type":"weather"}')).toEqual({ type: 'unknown', name: 'weather' });
  });

  test.each([
    ['no JSON', '{"type":'],
    ['no object', '[1,2]'],
    ['null', 'null'],
    ['no type', '{"position":"a:1"}'],
    ['an event without a position', JSON.stringify({ ...EVENT, position: undefined })],
    ['an event with a broken position', JSON.stringify({ ...EVENT, position: 'k3f9' })],
    ['an event without a payload type', JSON.stringify({ ...EVENT, payload: {} })],
    ['a session without an id', '{"type":"session","position":"a:1","payload":{"state":"idle"}}'],
    ['a binary frame', new ArrayBuffer(4)],
  ])('answers undefined for %s', (_, frame) => {
    expect(decodeMessage(frame)).toBeUndefined();
  });
});

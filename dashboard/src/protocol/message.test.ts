import { describe, expect, test } from 'vitest';
import { decodeMessage } from './message';

const EVENT = {
  type: 'event',
  sessionId: 's1',
  position: 'k3f9:10482',
  payload: { type: 'session:started', timestamp: '2026-11-23T08:00:00.000Z', cwd: '/srv/app' },
};

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
      },
    });
  });

  test('keeps an event of a type that nobody knows', () => {
    const wire = { ...EVENT, payload: { type: 'moon:landed', crew: [3] } };
    expect(decodeMessage(JSON.stringify(wire))).toMatchObject({
      event: { type: 'moon:landed', payload: { crew: [3] }, timestamp: 0 },
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

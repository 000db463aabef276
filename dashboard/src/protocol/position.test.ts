import { expect, test } from 'vitest';
import { formatPosition, later, parsePosition } from './position';

test('reads and writes epoch:sequence', () => {
  expect(parsePosition('k3f9:10482')).toEqual({ epoch: 'k3f9', sequence: 10482 });
  expect(formatPosition({ epoch: 'k3f9', sequence: 0 })).toBe('k3f9:0');
});

test.each(['', ':3', 'k3f9', 'k3f9:', 'k3f9:-1', 'k3f9:1.5', 'k3f9:1e3', 7, null])(
  '%j is no position',
  (wire) => {
    expect(parsePosition(wire)).toBeUndefined();
  },
);

test('a position never goes back within one log', () => {
  const known = { epoch: 'a', sequence: 5 };
  expect(later(known, { epoch: 'a', sequence: 4 })).toBe(known);
  expect(later(known, { epoch: 'a', sequence: 6 }).sequence).toBe(6);
  expect(later(known, { epoch: 'b', sequence: 1 })).toEqual({ epoch: 'b', sequence: 1 });
  expect(later(undefined, known)).toBe(known);
});

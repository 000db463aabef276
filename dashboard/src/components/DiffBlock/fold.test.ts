import { expect, test } from 'vitest';
import { hiddenLines } from './fold';

test.each([
  [70, false, 0],
  [71, false, 11],
  [1_010, true, 0],
  [8_501, true, 7_501],
])('of %i lines, to be decided by: %s, %i are left out', (count, isWhole, hidden) => {
  expect(hiddenLines(count, isWhole)).toBe(hidden);
});

import { expect, test } from 'vitest';
import { barsPath, countsAt } from './bars';

const MINUTE = 60_000;

test('a pulse of the present minute is shown as it came', () => {
  const counts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  expect(countsAt({ minute: 100 * MINUTE, counts }, 100 * MINUTE + 30_000)).toEqual(counts);
});

test('a quiet session moves to the left as minutes pass, and out', () => {
  const pulse = { minute: 100 * MINUTE, counts: [0, 0, 0, 0, 0, 0, 0, 0, 4, 5] };
  expect(countsAt(pulse, 103 * MINUTE)).toEqual([0, 0, 0, 0, 0, 4, 5, 0, 0, 0]);
  expect(countsAt(pulse, 120 * MINUTE)).toEqual(new Array(10).fill(0));
});

test('short, long and future pulses stay within ten buckets', () => {
  expect(countsAt({ minute: MINUTE, counts: [7] }, MINUTE)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 7]);
  expect(countsAt({ minute: 9 * MINUTE, counts: [7] }, MINUTE).at(-1)).toBe(7);
  expect(countsAt({ minute: MINUTE, counts: new Array<number>(50).fill(1) }, MINUTE)).toHaveLength(
    10,
  );
  expect(countsAt(undefined, MINUTE)).toEqual(new Array(10).fill(0));
});

test('no bar is higher than the box', () => {
  expect(barsPath([1e12])).toContain('v16');
});

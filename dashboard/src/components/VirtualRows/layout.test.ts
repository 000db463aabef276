import { expect, test } from 'vitest';
import { forget, layOut, rowAt, visible } from './layout';

const HEIGHTS = new Map([
  ['b', 100],
  ['c', 20],
]);
const layout = layOut(['a', 'b', 'c', 'd'], (key) => HEIGHTS.get(key), 30);

test('rows that were never drawn count with the estimate', () => {
  expect([...layout.tops]).toEqual([0, 30, 130, 150, 180]);
  expect(layout.total).toBe(180);
});

test.each([
  [-50, 0],
  [0, 0],
  [29, 0],
  [30, 1],
  [129, 1],
  [149, 2],
  [150, 3],
  [9_999, 3],
])('at %i pixels stands row %i', (y, row) => {
  expect(rowAt(layout, y)).toBe(row);
});

test('only what is in sight is drawn, with a margin', () => {
  expect(visible(layout, 40, 50, 0)).toEqual([1, 2]);
  expect(visible(layout, 40, 50, 20)).toEqual([0, 2]);
  expect(
    visible(
      layOut([], () => 1, 1),
      0,
      100,
      10,
    ),
  ).toEqual([0, 0]);
});

test('a hundred thousand rows are laid out in a moment', () => {
  const keys = Array.from({ length: 100_000 }, (_, index) => String(index));
  const large = layOut(keys, () => undefined, 30);
  const [first, last] = visible(large, 1_500_000, 900, 600);
  expect(last - first).toBeLessThan(80);
});

test('heights of rows that are gone are forgotten once they are many', () => {
  const heights = new Map(Array.from({ length: 1_002 }, (_, index) => [String(index), 30]));
  forget(heights, ['5']);
  expect(heights.size).toBe(1_002);
  heights.set('1002', 30);
  forget(heights, ['5']);
  expect([...heights.keys()]).toEqual(['5']);
});

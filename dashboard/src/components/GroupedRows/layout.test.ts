import { expect, test } from 'vitest';
import { place, scrollTo, visibleRows } from './layout';

const SIZES = { row: 40, head: 32, fixed: 28 };

test('groups stand below each other, closed ones with their head alone', () => {
  expect(place([2, 0, 3], SIZES)).toEqual([
    { top: 28, rowsTop: 60, rowCount: 2 },
    { top: 140, rowsTop: 172, rowCount: 0 },
    { top: 172, rowsTop: 204, rowCount: 3 },
  ]);
});

test.each([
  [0, [0, 3]],
  [60, [0, 4]],
  [1_000, [23, 28]],
  [4_000, [98, 100]],
  [9_000, [100, 100]],
])('a view at %i draws the rows in it and those that touch it', (top, expected) => {
  const group = { top: 28, rowsTop: 60, rowCount: 100 };
  expect(visibleRows(group, SIZES, { top, height: 160 }, 0)).toEqual(expected);
});

test('a margin draws more on both sides', () => {
  const group = { top: 28, rowsTop: 60, rowCount: 100 };
  expect(visibleRows(group, SIZES, { top: 1_000, height: 160 }, 80)).toEqual([21, 30]);
});

test('a row that is seen moves nothing, another one comes in by the shorter way', () => {
  const view = { top: 500, height: 300 };
  expect(scrollTo(600, SIZES, view)).toBe(500);
  expect(scrollTo(540, SIZES, view)).toBe(480);
  expect(scrollTo(780, SIZES, view)).toBe(520);
  expect(scrollTo(30, SIZES, view)).toBe(0);
});

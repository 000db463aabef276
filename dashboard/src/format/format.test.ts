import { expect, test } from 'vitest';
import {
  counted,
  formatCost,
  formatCount,
  formatDuration,
  formatEventTime,
  formatSpan,
} from './format';
import { hueOf, oneLine } from './labels';

test.each([
  [-5_000, '0s'],
  [59_999, '59s'],
  [60_000, '1m'],
  [3_660_000, '1h 01m'],
  [93_600_000, '1d 2h'],
])('a span of %i ms reads %s', (millis, text) => {
  expect(formatSpan(millis)).toBe(text);
});

test.each([
  [-1, '0ms'],
  [999, '999ms'],
  [1_240, '1.2s'],
  [41_000, '41s'],
  [130_000, '2m 10s'],
])('a duration of %i ms reads %s', (millis, text) => {
  expect(formatDuration(millis)).toBe(text);
});

test('one of a thing is not many', () => {
  expect([0, 1, 2, 1_204].map((count) => counted(count, 'call'))).toEqual([
    '0 calls',
    '1 call',
    '2 calls',
    '1,204 calls',
  ]);
});

test('counts and costs are short', () => {
  expect([999, 9_000, 12_400, 525_000, 3_140_000, 314e6, 91_234e6].map(formatCount)).toEqual([
    '999',
    '9k',
    '12.4k',
    '525k',
    '3.1M',
    '314M',
    '91.2B',
  ]);
  expect([0.004, 13.3, 250.4, 12_345].map(formatCost)).toEqual([
    '$0.00',
    '$13.30',
    '$250',
    '$12.3k',
  ]);
});

test('a time says its day when it is not today', () => {
  const now = new Date(2026, 10, 23, 9, 0).getTime();
  expect(formatEventTime(new Date(2026, 10, 23, 8, 3, 9).getTime(), now)).toBe('08:03:09');
  expect(formatEventTime(new Date(2026, 10, 22, 8, 3, 9).getTime(), now)).toBe('11-22 08:03');
  expect(formatEventTime(0, now)).toBe('');
});

test('a title is one line without control characters, and short', () => {
  expect(oneLine('a\n\tb\u001b[31m c', 20)).toBe('a b [31m c');
  expect(oneLine('x'.repeat(1e6), 10)).toHaveLength(10);
});

test('a name keeps its hue', () => {
  expect(hueOf('ana')).toBe(hueOf('ana'));
  expect(hueOf('ana')).not.toBe(hueOf('kim'));
});

import { expect, test } from 'vitest';
import { PAUSE_MILLIS, StrayKeys } from './StrayKeys';

function typing() {
  const strays = new StrayKeys();
  const box = { isThere: true };
  strays.typed('w', 1_000, () => box.isThere);
  return { strays, box };
}

test('keys are commands while nothing was typed, and while the box is there', () => {
  expect(new StrayKeys().isStray('a', 0)).toBe(false);
  const { strays } = typing();
  expect(strays.isStray('a', 1_100)).toBe(false);
});

test('the rest of a sentence is none, until its writer pauses', () => {
  const { strays, box } = typing();
  box.isThere = false;
  expect(strays.isStray('a', 1_000 + PAUSE_MILLIS - 1)).toBe(true);
  expect(strays.isStray('a', 1_000 + 2 * PAUSE_MILLIS - 2)).toBe(true);
  expect(strays.isStray('a', 1_000 + 3 * PAUSE_MILLIS - 2)).toBe(false);
  expect(strays.isStray('a', 1_000 + 3 * PAUSE_MILLIS - 1)).toBe(false);
});

test.each(['Enter', 'Escape', 'Tab'])('who ends with %s gives commands at once', (key) => {
  const { strays, box } = typing();
  strays.typed(key, 1_010, () => box.isThere);
  box.isThere = false;
  expect(strays.isStray('a', 1_020)).toBe(false);
});

test('who turns to something else gives commands at once', () => {
  const { strays, box } = typing();
  box.isThere = false;
  strays.left();
  expect(strays.isStray('a', 1_020)).toBe(false);
});

test('a tabulator goes elsewhere, whatever was being typed', () => {
  const { strays, box } = typing();
  box.isThere = false;
  expect(strays.isStray('Tab', 1_020)).toBe(false);
  expect(strays.isStray('a', 1_030)).toBe(false);
});

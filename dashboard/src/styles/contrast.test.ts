import { describe, expect, test } from 'vitest';
import { KINDS } from '../code/line';
import tokens from './tokens.css?raw';

/** What code stands on: a block, an inline word, a row that is selected, both sides of a change. */
const GROUNDS = ['bg', 'surface', 'code', 'selected', 'added', 'removed'];
const PLAIN = ['text', 'text-2'];
const AA = 4.5;

function colour(name: string, theme: 'light' | 'dark'): string {
  const pair = new RegExp(`--${name}: light-dark\\((#[0-9a-f]+), (#[0-9a-f]+)\\)`).exec(tokens);
  const found = theme === 'light' ? pair?.[1] : pair?.[2];
  if (found === undefined) throw new Error(`tokens.css has no colour ${name}`);
  return found.length === 4 ? found.replace(/[0-9a-f]/g, '$&$&') : found;
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each([...PLAIN, ...KINDS.map((kind) => `code-${kind}`)])(
    '%s can be read on all that code stands on',
    (ink) => {
      for (const ground of GROUNDS) {
        const measured = contrast(colour(ink, theme), colour(ground, theme));
        expect(measured, `on ${ground}`).toBeGreaterThanOrEqual(AA);
      }
    },
  );
});

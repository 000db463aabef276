import { expect, test } from 'vitest';
import { parseMarkdown } from './parse';

const LENGTH = 40_000;

function filled(piece: string): string {
  return piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);
}

test('a text of 40,000 characters is read, a longer one is not', () => {
  const line = `${'word '.repeat(15)}\n\n`;
  expect(parseMarkdown(line.repeat(500).slice(0, LENGTH))).toBeDefined();
  expect(parseMarkdown(line.repeat(600).slice(0, LENGTH + 1))).toBeUndefined();
});

test('a text of 2,000 lines is read, one of more is not', () => {
  expect(parseMarkdown('a\n'.repeat(1_999))).toBeDefined();
  expect(parseMarkdown('a\n'.repeat(2_000))).toBeUndefined();
});

test.each([
  ['quotes', (depth: number) => '> '.repeat(depth)],
  ['lists', (depth: number) => '- '.repeat(depth)],
])('%s in each other are read to a depth of 15', (_, nested) => {
  expect(parseMarkdown(`${nested(15)}a`)).toBeDefined();
  expect(parseMarkdown(`${nested(16)}a`)).toBeUndefined();
});

test('a table of 40 columns is one, a wider one stands as it was written', () => {
  const table = (columns: number) => `|${'a|'.repeat(columns)}\n|${'-|'.repeat(columns)}\n`;
  expect(parseMarkdown(table(40))).toMatchObject([{ kind: 'table' }]);
  expect(parseMarkdown(table(41))).toMatchObject([{ kind: 'plain' }]);
  expect(parseMarkdown(table(10_000))).toBeUndefined();
});

test('100,000 quotes in each other are shown as they are', () => {
  expect(parseMarkdown('>'.repeat(100_000))).toBeUndefined();
});

/** Each is read in less than a tenth of this; without limits some take minutes, or the whole stack. */
const MAX_MILLIS = 2_000;

test.each(
  ['>', '> - ', '> - > a\nb\n', '[', '![', '[a](', '[](', '*a ', '**_', '_a', 'a-_', '`a``', '~~a']
    .concat(['<a ', '<!--', '\\', '\t', 'a  ', '|a', 'a\n=\n', '[a]: b\n', '- a\n', 'http://', '&'])
    .concat(['x', 'a@', '# ', '```\n', '***a***b', '1. a\n\n', '> a\nb\n']),
)('%j without end takes no time', (piece) => {
  const begin = performance.now();
  parseMarkdown(filled(piece));
  expect(performance.now() - begin).toBeLessThan(MAX_MILLIS);
});

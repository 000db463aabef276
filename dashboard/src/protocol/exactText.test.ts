import { expect, test } from 'vitest';
import { exactText } from './exactText';

test.each([
  ['npm test\n\tls', 'npm test\n\tls'],
  ['git push \u202eniam', 'git push ⟨U+202E⟩niam'],
  ['rm -rf /\u200b tmp', 'rm -rf /⟨U+200B⟩ tmp'],
  ['echo ok\rrm -rf ~', 'echo ok⟨U+000D⟩rm -rf ~'],
  ['\u001b[2K\u001b[1Als', '⟨U+001B⟩[2K⟨U+001B⟩[1Als'],
  ['a\u2028b\u00adc\u{e0041}d\u3164e', 'a⟨U+2028⟩b⟨U+00AD⟩c⟨U+E0041⟩d⟨U+3164⟩e'],
  ['pay\u200dload', 'pay⟨U+200D⟩load'],
])('%j is told as %j', (text, told) => {
  expect(exactText(text)).toBe(told);
});

test('writing that reads from the right, and emoji, stay as they are', () => {
  for (const text of ['إصلاح', 'עברית', '支払い', '👩‍👩‍👧‍👦 ❤️ 👍🏽']) expect(exactText(text)).toBe(text);
});

import { expect, test } from 'vitest';
import { plainText } from './plainText';

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

import { expect, test } from 'vitest';
import { changeableOf, changedInput } from './change';
import { askOf } from './fixtures';

const bash = { command: 'npm test', timeout: 60_000 };
const edit = { file_path: 'a.ts', old_string: 'one', new_string: 'two' };
const fetched = { url: 'http://localhost', headers: ['a'] };

test.each([
  ['a command', bash, 'command', 'npm test'],
  ['an edit', edit, 'new_string', 'two'],
  ['all of another input', fetched, undefined, JSON.stringify(fetched, null, 2)],
])('of %s it can be changed what says it best', (_, toolInput, name, text) => {
  expect(changeableOf(askOf({ takesInput: true, toolInput }))).toEqual({ name, text });
});

test.each([
  ['an agent that takes no other input', { takesInput: false }],
  ['a call without input', { toolInput: undefined }],
  ['a text with hidden characters', { toolInput: { command: 'ls \u202e' } }],
  ['questions', { toolInput: { questions: [{ question: 'Which?' }] } }],
])('nothing can be changed of %s', (_, fields) => {
  expect(changeableOf(askOf({ takesInput: true, ...fields }))).toBeUndefined();
});

test('the other fields stay as they are', () => {
  const ask = askOf({ takesInput: true, toolInput: bash });
  const changed = changedInput(ask, { name: 'command', text: 'npm test' }, 'npm run lint');
  expect(changed).toEqual({ command: 'npm run lint', timeout: 60_000 });
});

test.each([
  ['{"url":"x"}', { url: 'x' }],
  ['{"url":', undefined],
  ['["url"]', undefined],
  ['null', undefined],
])('%s as the whole input is %j', (text, input) => {
  expect(changedInput(askOf(), { name: undefined, text: '{}' }, text)).toEqual(input);
});

import { expect, test } from 'vitest';
import { askOf } from './fixtures';
import { ownQuestion } from './question';

const LONG = 'echo '.repeat(100);

test.each([
  ['Bash', {}],
  ['Bash: npm test', {}],
  ['Bash · npm test', {}],
  ['npm test', {}],
  ['May it use Bash?', {}],
  ['Bash: npm test', { toolInput: { command: ['npm', 'test'] } }],
  ['Bash · a b', { toolInput: { command: 'a\n  b' } }],
  [`Bash: ${LONG.slice(0, 200)}…`, { toolInput: { command: LONG } }],
  ['shell: ls', { toolName: 'shell', toolInput: 'ls' }],
])('%j only repeats what is shown in full', (question, fields) => {
  expect(ownQuestion(askOf({ question, ...fields }))).toBeUndefined();
});

test.each([
  ['Deploy to production now?', {}],
  ['Bash: npm', {}],
  ['Bash: is that safe?', {}],
  ['npm test', { toolName: undefined }],
])('%j says something of its own', (question, fields) => {
  expect(ownQuestion(askOf({ question, ...fields }))).toBe(question);
});

test('a form says its questions itself', () => {
  const toolInput = { questions: [{ question: 'Which?' }] };
  expect(ownQuestion(askOf({ question: 'Which?', toolInput }))).toBeUndefined();
});

import { expect, test } from 'vitest';
import { decodeAsk } from './ask';
import { decodeCommand } from './command';

test('reads an approval with all that the hub says of it', () => {
  const rule = { type: 'addRules', rules: [{ toolName: 'Bash' }], behavior: 'allow' };
  const ask = decodeAsk({
    askId: 'a1',
    sessionId: 's1',
    kind: 'approval',
    status: 'answered',
    toolName: 'Bash',
    toolInput: { command: 'npm test' },
    answerable: true,
    suggestions: [rule],
    quickResponses: ['Go on'],
    openedAt: '2026-11-23T08:05:00Z',
    expiresAt: '2026-11-23T09:05:00Z',
    closedAt: '2026-11-23T08:05:30Z',
    decision: 'deny',
    source: 'terminal',
    by: 'kim',
    reason: 'Answered in the terminal',
    message: 'Use yarn',
  });
  expect(ask).toMatchObject({
    askId: 'a1',
    sessionId: 's1',
    kind: 'approval',
    status: 'answered',
    answerable: true,
    toolInput: { command: 'npm test' },
    suggestions: [rule],
    quickResponses: ['Go on'],
    isForm: false,
    openedAt: Date.parse('2026-11-23T08:05:00Z'),
    decision: 'deny',
    by: 'kim',
    message: 'Use yarn',
  });
});

test('the options of a plain question are its choices, as texts or with descriptions', () => {
  const options = ['yes', { label: 'no', description: 'Not now' }, 7, {}, 'yes', ''];
  expect(decodeAsk({ askId: 'a', kind: 'question', question: 'Deploy?', options })).toMatchObject({
    isForm: false,
    questions: [
      {
        question: 'Deploy?',
        isMultiple: false,
        choices: [{ label: 'yes' }, { label: 'no', description: 'Not now' }],
      },
    ],
  });
});

test('the questions of the agent’s own tool stand for the one that the hub words', () => {
  const questions = [
    { question: 'Which?', header: 'Limiter', options: [{ label: 'Bucket' }], multiSelect: false },
    { question: 'Where?', options: [{ label: 'Here' }, { label: 'There' }], multiSelect: true },
    'broken',
    { header: 'no question' },
  ];
  const ask = decodeAsk({ askId: 'a', question: 'Which? (and 1 more)', toolInput: { questions } });
  expect(ask?.isForm).toBe(true);
  expect(ask?.questions).toEqual([
    { question: 'Which?', header: 'Limiter', choices: [{ label: 'Bucket' }], isMultiple: false },
    { question: 'Where?', choices: [{ label: 'Here' }, { label: 'There' }], isMultiple: true },
  ]);
});

test('an ask of broken parts is an input that cannot be answered here', () => {
  const broken = { askId: 'a', kind: 7, status: 'maybe', answerable: 'yes', suggestions: 'all' };
  expect(decodeAsk({ ...broken, openedAt: 'noon', options: {} })).toMatchObject({
    kind: 'input',
    status: 'open',
    answerable: false,
    suggestions: [],
    questions: [{ question: '', choices: [], isMultiple: false }],
  });
});

test.each([undefined, null, 'a1', [], {}, { askId: '' }])('%j is no ask', (value) => {
  expect(decodeAsk(value)).toBeUndefined();
});

test('reads a command and where it was delivered', () => {
  const at = 'PreToolUse · Bash · npm test';
  expect(decodeCommand({ commandId: 'c', type: 'pause', status: 'delivered', at })).toEqual({
    commandId: 'c',
    type: 'pause',
    status: 'delivered',
    at,
  });
  expect(decodeCommand({ type: 'pause' })).toBeUndefined();
});

import { expect, test } from 'vitest';
import { answerOf, choose, emptyDraft, isComplete, NOTHING, write } from './draft';
import { askOf } from './fixtures';

const ONE = { question: 'Which?', choices: [{ label: 'a' }, { label: 'b' }], isMultiple: false };
const MANY = { ...ONE, question: 'What?', isMultiple: true };

const FORM = askOf({
  kind: 'question',
  toolName: 'AskUserQuestion',
  toolInput: {
    questions: [
      { question: 'Which?', options: [{ label: 'a' }, { label: 'b' }] },
      { question: 'What?', options: [{ label: 'a' }, { label: 'b' }], multiSelect: true },
    ],
  },
});

test('where one answer is wanted a choice replaces the other, and words replace both', () => {
  const a = choose(NOTHING, ONE, 'a');
  expect(choose(a, ONE, 'b').labels).toEqual(['b']);
  expect(choose(a, ONE, 'a').labels).toEqual([]);
  expect(write(a, ONE, 'mine')).toEqual({ labels: [], words: 'mine' });
  expect(choose(write(a, ONE, 'mine'), ONE, 'b')).toEqual({ labels: ['b'], words: '' });
});

test('where several are wanted they gather, and words stand beside them', () => {
  const both = choose(choose(NOTHING, MANY, 'b'), MANY, 'a');
  expect(both.labels).toEqual(['b', 'a']);
  expect(choose(both, MANY, 'b').labels).toEqual(['a']);
  expect(write(both, MANY, 'mine')).toEqual({ labels: ['b', 'a'], words: 'mine' });
});

test('an answer is complete when every question has one', () => {
  const [first, second] = [choose(NOTHING, ONE, 'a'), write(NOTHING, MANY, 'x')];
  expect(isComplete(emptyDraft(FORM.questions))).toBe(false);
  expect(isComplete([first, NOTHING])).toBe(false);
  expect(isComplete([first, write(NOTHING, MANY, '  ')])).toBe(false);
  expect(isComplete([first, second])).toBe(true);
});

test('the answers of a form are filed by their questions', () => {
  const draft = [choose(NOTHING, ONE, 'a'), write(choose(NOTHING, MANY, 'b'), MANY, ' mine ')];
  expect(answerOf(FORM, draft)).toEqual({ answers: { 'Which?': 'a', 'What?': ['b', 'mine'] } });
});

test('the answer to a plain question is its text', () => {
  const ask = askOf({ kind: 'question', toolInput: undefined, options: ['yes', 'no'] });
  expect(answerOf(ask, [{ labels: ['yes'], words: '' }])).toEqual({ input: 'yes' });
  expect(answerOf(ask, [{ labels: [], words: ' wait ' }])).toEqual({ input: 'wait' });
});

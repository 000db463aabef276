import { expect, test } from 'vitest';
import { askOf } from './fixtures';
import { outcomeOf } from './outcome';
import { rememberText } from './remember';

const RULE = { type: 'addRules', behavior: 'allow', destination: 'localSettings' };

test.each([
  [
    { ...RULE, rules: [{ toolName: 'Bash', ruleContent: 'npm test:*' }] },
    'Always allow npm test:* in this project',
  ],
  [
    { ...RULE, destination: 'userSettings', rules: [{ toolName: 'WebFetch' }] },
    'Always allow WebFetch everywhere',
  ],
  [
    { ...RULE, destination: 'session', rules: [{ toolName: 'Read', ruleContent: '/srv/**' }] },
    'Always allow Read /srv/** in this session',
  ],
  [
    { ...RULE, behavior: 'deny', rules: [{ toolName: 'Bash', ruleContent: 'rm:*' }] },
    'Allow now, but always deny rm:* in this project',
  ],
  [
    { type: 'addDirectories', directories: ['/srv/app', '/tmp'], destination: 'session' },
    'Allow, and trust /srv/app, /tmp in this session',
  ],
  [
    { type: 'setMode', mode: 'acceptEdits', destination: 'session' },
    'Allow, and accept all edits from now on in this session',
  ],
  [
    { type: 'setMode', mode: 'toString', destination: 'mars' },
    'Allow, and go on in the mode toString in mars',
  ],
  [{ type: 'newThing', x: 1 }, 'Allow, and remember {"type":"newThing","x":1}'],
  ['rubbish', 'Allow, and remember "rubbish"'],
  [
    { ...RULE, rules: [{ toolName: 'Bash', ruleContent: 'ls\u202e' }] },
    'Always allow ls⟨U+202E⟩ in this project',
  ],
])('%j reads: %s', (suggestion, words) => {
  expect(rememberText(suggestion)).toBe(words);
});

test.each([
  [{ status: 'answered', decision: 'allow', source: 'terminal' }, ['Allowed', 'in the terminal']],
  [{ status: 'answered', decision: 'allow', updatedInput: {} }, ['Allowed as changed']],
  [
    { status: 'answered', decision: 'deny', source: 'dashboard', by: 'kim', message: 'Use yarn' },
    ['Denied by kim', 'on another page', 'Use yarn'],
  ],
  [
    { status: 'answered', kind: 'question', decision: 'allow', input: { 'Which?': ['a', 'b'] } },
    ['Answered “a, b”'],
  ],
  [
    { status: 'answered', kind: 'input', input: 'yes', source: 'api' },
    ['Answered “yes”', 'by a program'],
  ],
  [
    { status: 'answered', decision: 'deny', source: 'api', by: 'bob', message: 'mine' },
    ['Denied by bob', 'through a program', 'mine'],
  ],
  [
    { status: 'answered', source: 'terminal', reason: 'Answered in the terminal' },
    ['Answered', 'in the terminal'],
  ],
  [
    { status: 'closed', source: 'terminal', reason: 'Answered in the terminal: the call has run' },
    ['Answered in the terminal: the call has run'],
  ],
  [
    { status: 'closed', source: 'api', reason: 'Withdrawn by whoever asked' },
    ['Withdrawn by whoever asked'],
  ],
  [{ status: 'expired' }, ['Nobody answered in time']],
  [{ status: 'closed', reason: 'The turn is over', source: 'hub' }, ['The turn is over']],
  [{ status: 'open' }, ['No longer open']],
])('%j ended so: %j', (fields, parts) => {
  expect(outcomeOf({ ask: askOf(fields), isOwn: false, remembered: [] })).toEqual(parts);
});

test('one’s own answer says so, and not where it came from', () => {
  const ask = askOf({ status: 'answered', decision: 'allow', source: 'dashboard' });
  expect(outcomeOf({ ask, isOwn: true, remembered: [] })).toEqual(['Allowed by you']);
});

test('an answer that was remembered says what was', () => {
  const ask = askOf({ status: 'answered', decision: 'allow' });
  const mode = { type: 'setMode', mode: 'acceptEdits' };
  const rule = { ...RULE, rules: [{ toolName: 'Bash', ruleContent: 'npm test:*' }] };
  expect(outcomeOf({ ask, isOwn: true, remembered: [rule, mode, 'odd'] })).toEqual([
    'Allowed by you',
    'remembered: always allow npm test:* in this project',
    'remembered: accept all edits from now on',
    'remembered: "odd"',
  ]);
});

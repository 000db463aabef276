import { expect, test } from 'vitest';
import { askOf } from './fixtures';
import { wantedOf } from './wanted';

test('a command is told exactly, and every other field beside it', () => {
  const toolInput = {
    command: 'npm test \\\n  --watch\u202e',
    description: 'Run the tests',
    dangerouslyDisableSandbox: true,
    timeout: 60_000,
    nothing: null,
  };
  expect(wantedOf(askOf({ toolInput }))).toEqual({
    command: 'npm test \\\n  --watch⟨U+202E⟩',
    changes: [],
    fields: [
      { name: 'description', text: 'Run the tests' },
      { name: 'dangerouslyDisableSandbox', text: 'true' },
      { name: 'timeout', text: '60000' },
    ],
  });
});

test('the words of a command stay apart', () => {
  const toolInput = { cmd: ['bash', '-lc', 'rm -rf "a b"'] };
  expect(wantedOf(askOf({ toolInput })).command).toBe('bash -lc "rm -rf \\"a b\\""');
});

test('an edit is a change, with what else it says', () => {
  const toolInput = {
    file_path: 'a.ts',
    old_string: 'one\ntwo',
    new_string: 'one\n2',
    replace_all: true,
  };
  expect(wantedOf(askOf({ toolName: 'Edit', toolInput }))).toEqual({
    changes: [
      {
        path: 'a.ts',
        lines: [
          { sign: ' ', text: 'one' },
          { sign: '-', text: 'two' },
          { sign: '+', text: '2' },
        ],
      },
    ],
    fields: [
      { name: 'file_path', text: 'a.ts' },
      { name: 'replace_all', text: 'true' },
    ],
  });
});

test('several edits are several changes, a new file is all new', () => {
  const edits = [
    { old_string: 'a', new_string: 'b' },
    { old_string: 'c', new_string: 'd' },
  ];
  const many = wantedOf(askOf({ toolName: 'MultiEdit', toolInput: { file_path: 'x', edits } }));
  expect(many.changes).toHaveLength(2);
  const toolInput = { file_path: 'x', content: 'one\ntwo' };
  const written = wantedOf(askOf({ toolName: 'Write', toolInput }));
  expect(written.changes[0]?.lines.map((line) => line.sign)).toEqual(['+', '+']);
  expect(written.fields).toEqual([{ name: 'file_path', text: 'x' }]);
});

test('a patch is one change for each file', () => {
  const patch = `*** Begin Patch
*** Update File: a.ts
@@ function a
 same
-old
+new
*** Add File: b.ts
+fresh
*** End Patch`;
  for (const toolInput of [{ command: patch }, { input: patch }, patch]) {
    expect(wantedOf(askOf({ toolName: 'apply_patch', toolInput }))).toEqual({
      changes: [
        {
          lines: [
            { sign: '@', text: '*** Update File: a.ts' },
            { sign: '@', text: '@@ function a' },
            { sign: ' ', text: 'same' },
            { sign: '-', text: 'old' },
            { sign: '+', text: 'new' },
          ],
        },
        {
          lines: [
            { sign: '@', text: '*** Add File: b.ts' },
            { sign: '+', text: 'fresh' },
          ],
        },
      ],
      fields: [],
    });
  }
});

test('an input of another kind is told field by field', () => {
  const toolInput = { url: 'https://example.com', prompt: 'Sum it up', deep: { a: [1] } };
  expect(wantedOf(askOf({ toolName: 'WebFetch', toolInput })).fields).toEqual([
    { name: 'url', text: 'https://example.com' },
    { name: 'prompt', text: 'Sum it up' },
    { name: 'deep', text: '{\n  "a": [\n    1\n  ]\n}' },
  ]);
});

test('content that another tool sends is a field, and not a new file', () => {
  const toolInput = { channel: 'general', content: 'Hello' };
  expect(wantedOf(askOf({ toolName: 'Post', toolInput })).changes).toEqual([]);
});

test.each([undefined, null])('without an input (%j) there is nothing to tell', (toolInput) => {
  expect(wantedOf(askOf({ toolInput }))).toEqual({ changes: [], fields: [] });
});

test.each([7, true, ['a']])('an input that is %j is told as it is', (toolInput) => {
  expect(wantedOf(askOf({ toolInput })).fields).toEqual([
    { name: 'toolInput', text: JSON.stringify(toolInput, null, 2) },
  ]);
});

test('a plan stands without the noise beside it', () => {
  const plan = { plan: '# Do it', planFilePath: '/p.md', allowedPrompts: [] };
  const toolName = 'ExitPlanMode';
  expect(wantedOf(askOf({ toolName, toolInput: plan }))).toEqual({
    plan: '# Do it',
    changes: [],
    fields: [],
  });
  const toolInput = { ...plan, allowedPrompts: [{ tool: 'Bash', prompt: 'run tests' }] };
  expect(wantedOf(askOf({ toolName, toolInput })).fields).toMatchObject([
    { name: 'allowedPrompts' },
  ]);
});

test('a plan that only its terminal shows is said to be there', () => {
  const toolInput = { planFilePath: '/p.md', allowedPrompts: [] };
  expect(wantedOf(askOf({ toolName: 'ExitPlanMode', toolInput }))).toEqual({
    isInTerminal: true,
    changes: [],
    fields: [{ name: 'planFilePath', text: '/p.md' }],
  });
});

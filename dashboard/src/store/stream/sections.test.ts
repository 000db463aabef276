import { expect, test } from 'vitest';
import { sectionsOf } from './sections';
import type { StreamRow } from './row';

function sectionsOfCall(payload: Record<string, unknown>) {
  const type = 'tool:completed';
  const event = { sequence: 1, epoch: 'e', sessionId: 's1', type, timestamp: 0, truncated: false };
  const row: StreamRow = {
    key: '1',
    kind: 'tools',
    sequence: 1,
    at: 0,
    depth: 0,
    title: '',
    line: '',
    outcome: 'ok',
    events: [{ ...event, payload }],
  };
  return sectionsOf(row);
}

test('a plan is a text in Markdown, and so are the last words of a turn', () => {
  const input = { plan: '# Do it', planFilePath: '/p.md' };
  expect(sectionsOfCall({ toolName: 'ExitPlanMode', input, lastMessage: '**Done**' })).toEqual([
    { label: 'Plan', markdown: '# Do it' },
    { label: 'Last message', markdown: '**Done**' },
  ]);
});

test('a command stands apart from what is said about it', () => {
  const input = { command: 'npm test', description: 'Run the tests', timeout: 60 };
  expect(sectionsOfCall({ toolName: 'Bash', input, output: '# 12 passed' })).toEqual([
    { label: 'Command', text: 'npm test', language: 'bash' },
    { label: 'Input', text: 'description: Run the tests\ntimeout: 60' },
    { label: 'Output', text: '# 12 passed' },
  ]);
});

test('edits, new files and patches are changes of their files', () => {
  const lines = [{ sign: '+', text: 'let a;' }];
  const edit = { file_path: 'a.ts', old_string: '', new_string: 'let a;' };
  const change = { label: 'Change', change: { path: 'a.ts', lines } };
  expect(sectionsOfCall({ toolName: 'Edit', input: edit })).toEqual([change]);
  const write = { file_path: 'a.ts', content: 'let a;\n' };
  expect(sectionsOfCall({ toolName: 'Write', input: write })).toEqual([change]);
  const patch = '*** Begin Patch\n*** Add File: a.ts\n+let a;\n*** End Patch';
  const named = { lines: [{ sign: '@', text: '*** Add File: a.ts' }, ...lines] };
  for (const input of [patch, { input: patch }]) {
    expect(sectionsOfCall({ toolName: 'apply_patch', input })).toEqual([
      { label: 'Change', change: named },
    ]);
  }
});

test('a diff that does not name its file is of the path beside it', () => {
  const lines = [
    { sign: '@', text: '@@ -1 +1 @@' },
    { sign: '-', text: '- item' },
    { sign: '+', text: '- thing' },
  ];
  const diff = '@@ -1 +1 @@\n-- item\n+- thing';
  expect(sectionsOfCall({ path: 'a.yml', diff })).toEqual([
    { label: 'Diff', change: { path: 'a.yml', lines } },
  ]);
});

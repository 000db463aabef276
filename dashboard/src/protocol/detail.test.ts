import { expect, test } from 'vitest';
import messages from '../../../protocol/src/test/fixtures/messages.json';
import wire from '../../../protocol/src/test/fixtures/session-detail.json';
import { decodeDetail } from './detail';

test('reads a session with its parts', () => {
  const detail = decodeDetail(wire);
  expect(detail?.position).toBe('k3f9:10482');
  expect(detail?.session.title).toBe('Fix the cart');
  expect(detail?.chains[0]).toMatchObject({
    chainId: 'plan',
    title: 'Fix and publish',
    status: 'running',
    steps: { total: 3, done: 1, failed: 1, skipped: 0 },
  });
  expect(detail?.steps[0]).toMatchObject({
    chainId: 'plan',
    stepNumber: 2,
    action: 'test',
    status: 'failed',
    waitsFor: [1],
    error: '1 test failed',
    durationMs: 90_000,
  });
  expect(detail?.subagents[0]).toMatchObject({
    agentId: 'x1',
    parentAgentId: 'x0',
    status: 'stopped',
    tools: { calls: 4, failures: 1 },
  });
  expect(detail?.asks[0]).toMatchObject({
    askId: 'a1',
    kind: 'approval',
    toolName: 'Bash',
    toolInput: { command: 'npm publish' },
    questions: [{ choices: [{ label: 'yes' }, { label: 'no' }] }],
    suggestions: [{ type: 'setMode', mode: 'acceptEdits' }],
    answerable: false,
    message: 'But only once',
    reason: 'The turn is over',
  });
  expect(detail?.commands[0]).toMatchObject({
    commandId: 'c1',
    type: 'retry',
    status: 'failed',
    stepNumber: 2,
    at: 'PreToolUse · Bash',
    error: 'No such step',
  });
});

test('a session without parts has none', () => {
  expect(decodeDetail(messages.session.payload)).toMatchObject({
    position: '',
    chains: [],
    steps: [],
    subagents: [],
    asks: [],
    commands: [],
  });
});

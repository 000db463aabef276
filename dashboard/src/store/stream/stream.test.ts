import { describe, expect, test } from 'vitest';
import type { SessionEvent } from '../../protocol/event';
import { sectionsOf } from './sections';
import { StreamBuilder } from './StreamBuilder';
import type { StreamRow } from './row';
import { toolLine } from './toolLine';

let sequence = 0;

function event(type: string, payload: Record<string, unknown> = {}, at = 0): SessionEvent {
  const agentId = payload['agentId'];
  return {
    sequence: ++sequence,
    epoch: 'e',
    sessionId: 's1',
    type,
    timestamp: at,
    truncated: false,
    payload: { type, ...payload },
    ...(typeof agentId === 'string' ? { agentId } : {}),
  };
}

function rowsOf(...events: SessionEvent[]): readonly StreamRow[] {
  const builder = new StreamBuilder();
  for (const item of events) builder.append(item);
  return builder.rows;
}

const start = { toolName: 'Bash', toolUseId: 't1', input: { command: 'npm test' } };
const end = { toolName: 'Bash', toolUseId: 't1', output: '12 passed' };

test('a message to the agent is one row with its words, done when it is delivered', () => {
  const message = { commandId: 'c', command: 'input', input: 'Use yarn' };
  const issued = event('command:issued', message);
  expect(rowsOf(issued)).toMatchObject([
    { kind: 'orders', title: 'Message', line: 'Use yarn', outcome: 'running' },
  ]);
  const rows = rowsOf(issued, event('command:delivered', { commandId: 'c' }));
  expect(rows).toMatchObject([{ title: 'Message', line: 'Use yarn', outcome: 'ok' }]);
});

test('what an agent is told is named as where it was said', () => {
  const retry = { commandId: 'c', command: 'retry', stepNumber: 2 };
  expect(rowsOf(event('command:issued', retry))).toMatchObject([{ title: 'Retry step 2' }]);
});

test('what wakes an agent is no word of a person', () => {
  const woken = '<task-notification>\n<summary>Stop hook feedback</summary>\n</task-notification>';
  const rows = rowsOf(event('message:user', { text: woken, automatic: true }));
  expect(rows).toMatchObject([{ title: 'Automatic', line: 'Stop hook feedback' }]);
});

test('a step is named by its plan when it does not say itself what it does', () => {
  const steps = [{ stepNumber: 1, action: 'Read' }, { action: 'Write' }];
  const rows = rowsOf(
    event('chain:compiled', { chainId: 'c', steps }),
    event('step:started', { chainId: 'c', stepNumber: 2 }),
    event('step:started', { chainId: 'c', stepNumber: 1, action: 'Read it all' }),
  );
  expect(rows.map((row) => row.line)).toEqual(['c', 'Write', 'Read it all']);
});

test('the end of a turn does not repeat the answer, and tells one that was not seen', () => {
  const rows = rowsOf(
    event('session:idle', { lastMessage: 'Done' }),
    event('message:assistant', { text: 'Done' }),
    event('session:idle', { lastMessage: 'Done' }),
  );
  expect(rows.map((row) => row.line)).toEqual(['Done', 'Done', '']);
});

test('a session says what is new, and why it ended if that says something', () => {
  const rows = rowsOf(
    event('session:updated', { model: 'opus', gitBranch: 'main' }),
    event('session:ended', { reason: 'exit' }),
    event('session:ended', { reason: 'logout' }),
  );
  expect(rows.map((row) => row.line)).toEqual(['opus · main', '', 'Logged out']);
});

describe('a tool call is one row', () => {
  test('with its argument, duration and result', () => {
    const rows = rowsOf(
      event('tool:started', start, 1_000),
      event('message:assistant', { text: 'Meanwhile' }),
      event('tool:completed', end, 3_500),
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      kind: 'tools',
      title: 'Bash',
      line: 'npm test',
      outcome: 'ok',
      durationMs: 2_500,
    });
    expect(rows[0] && sectionsOf(rows[0])).toEqual([
      { label: 'Command', text: 'npm test', language: 'bash' },
      { label: 'Output', text: '12 passed' },
    ]);
  });

  test('also when the end overtook the start', () => {
    const rows = rowsOf(event('tool:failed', { ...end, error: 'x' }), event('tool:started', start));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ line: 'npm test', outcome: 'failed' });
  });

  test('two calls of one tool at a time stay apart', () => {
    const rows = rowsOf(
      event('tool:started', start),
      event('tool:started', { ...start, toolUseId: 't2' }),
      event('tool:completed', { ...end, toolUseId: 't2' }),
    );
    expect(rows.map((row) => row.outcome)).toEqual(['running', 'ok']);
  });

  test('without an id its events are not guessed together', () => {
    const rows = rowsOf(
      event('tool:started', { toolName: 'Bash' }),
      event('tool:completed', { toolName: 'Bash' }),
    );
    expect(rows).toHaveLength(2);
  });

  test('without an id, by the name that equal calls share; each run is a row', () => {
    const call = { toolName: 'shell', callName: 'n1' };
    const rows = rowsOf(
      event('tool:started', call),
      event('tool:completed', call),
      event('tool:started', call),
      event('tool:started', { ...call, agentId: 'a1' }),
    );
    expect(rows.map((row) => row.outcome)).toEqual(['ok', 'running', 'running']);
  });

  test('never took less than no time', () => {
    const rows = rowsOf(event('tool:started', start, 9_000), event('tool:completed', end, 1_000));
    expect(rows[0]?.durationMs).toBe(0);
  });
});

describe('what has no end', () => {
  const agent = { agentId: 'a' };
  const inAgent = { ...start, ...agent, toolUseId: 't2' };
  const outcomes = (...events: SessionEvent[]) => rowsOf(...events).map((row) => row.outcome);

  test.each(['session:idle', 'session:ended', 'session:lost', 'message:user'])(
    'gets none any more once %s says that its turn is over',
    (type) => {
      const events = ['tool:started', 'agent:started', 'tool:started'];
      const [call, sub, below] = [start, agent, inAgent].map((payload, index) =>
        event(events[index] ?? '', payload),
      );
      if (!call || !sub || !below) throw new Error('no events');
      const left = ['unfinished', 'unfinished', 'unfinished'];
      expect(outcomes(call, sub, below, event(type)).slice(0, 3)).toEqual(left);
    },
  );

  test('goes on while only a subagent or the program says something', () => {
    const call = event('tool:started', start);
    expect(outcomes(call, event('message:user', { automatic: true }))[0]).toBe('running');
    expect(outcomes(call, event('session:idle', agent))[0]).toBe('running');
  });

  test('within a subagent gets none once that has stopped', () => {
    const stopped = event('agent:stopped', agent);
    const call = event('tool:started', start);
    const below = event('tool:started', inAgent);
    expect(outcomes(call, below, stopped)).toEqual(['running', 'unfinished', 'ok']);
  });

  test('has one if it comes late, and a subagent that works on runs again', () => {
    const events = [event('agent:started', agent), event('tool:started', start)];
    const idle = event('session:idle');
    const late = event('tool:completed', end);
    expect(outcomes(...events, idle, late)).toEqual(['unfinished', 'ok', 'none']);
    expect(outcomes(...events, idle, event('tool:started', inAgent))[0]).toBe('running');
  });

  test('a step outlasts the turn', () => {
    const step = event('step:started', { stepNumber: 1 });
    expect(outcomes(step, event('session:idle'))[0]).toBe('running');
  });
});

describe('other things', () => {
  test('a step that is retried is two rows', () => {
    const step = { chainId: 'c', stepNumber: 2, action: 'build' };
    const rows = rowsOf(
      event('step:started', step),
      event('step:failed', { ...step, error: 'no disk' }),
      event('step:started', step),
      event('step:completed', step),
    );
    expect(rows.map((row) => row.outcome)).toEqual(['failed', 'ok']);
    expect(rows[0]?.line).toBe('build · no disk');
  });

  test('a step without a chain belongs to the one that was started', () => {
    const rows = rowsOf(
      event('chain:started', { chainId: 'c' }),
      event('step:started', { stepNumber: 1 }),
      event('step:completed', { stepNumber: 1, chainId: 'c' }),
    );
    expect(rows.map((row) => row.kind)).toEqual(['steps', 'steps']);
  });

  test('an ask waits until it is answered', () => {
    const ask = { askId: 'a1', kind: 'approval', question: 'Deploy?' };
    const open = event('interaction:awaiting-input', ask);
    expect(rowsOf(open)[0]).toMatchObject({ outcome: 'waiting', line: 'Deploy?' });
    const answer = event('interaction:input-received', { askId: 'a1', decision: 'deny' });
    expect(rowsOf(open, answer)[0]).toMatchObject({ outcome: 'ok', line: 'Deploy? → deny' });
  });

  test('subagents are indented below their parents, unknown parents below the session', () => {
    const rows = rowsOf(
      event('agent:started', { agentId: 'a' }),
      event('agent:started', { agentId: 'b', parentAgentId: 'a' }),
      event('tool:started', { ...start, agentId: 'b' }),
      event('tool:started', { ...start, toolUseId: 'x', agentId: 'stranger' }),
      event('agent:stopped', { agentId: 'b' }),
    );
    expect(rows.map((row) => row.depth)).toEqual([0, 1, 2, 1]);
    expect(rows[1]?.outcome).toBe('ok');
  });

  test('output that follows output of the same stream is one block, without escapes', () => {
    const rows = rowsOf(
      event('terminal:output', { output: '\u001b[32mPASS\u001b[0m a\n', stream: 'stdout' }),
      event('terminal:output', { output: 'b\n', stream: 'stdout' }),
      event('terminal:output', { output: 'oops', stream: 'stderr' }),
    );
    expect(rows.map((row) => row.line)).toEqual(['PASS a b', 'oops']);
  });

  test('an event of an unknown type is shown as it is', () => {
    const rows = rowsOf(event('moon:landed', { crew: { size: 3 } }));
    expect(rows[0]).toMatchObject({ kind: 'other', title: 'moon:landed' });
    expect(rows[0] && sectionsOf(rows[0])[0]).toMatchObject({
      text: expect.stringContaining('"size": 3') as string,
    });
  });

  test('an event with nothing but a strange type makes a row, too', () => {
    expect(rowsOf(event('x'))[0]?.title).toBe('x');
    expect(rowsOf(event('__proto__:constructor'))[0]?.kind).toBe('other');
  });
});

test.each([
  [{ input: { command: 'ls -l', description: 'List' } }, 'ls -l'],
  [{ input: { command: ['git', 'log'] } }, 'git log'],
  [{ input: { file_path: '/a/b.ts', old_string: 'x' } }, '/a/b.ts'],
  [{ input: 'raw words' }, 'raw words'],
  [{ input: { anything: 'else' } }, 'else'],
  [{ input: 7 }, ''],
  [{}, ''],
])('the argument of %j is %j', (call, line) => {
  expect(toolLine(call)).toBe(line);
});

import { expect, test } from 'vitest';
import { decodeDetail } from '../../protocol/detail';
import { fieldsOf } from './fields';
import { treeOf } from './tree';

const detail = decodeDetail({
  id: 's1',
  state: 'idle',
  position: 'e:4',
  tools: { calls: 4, failures: 1 },
  metadata: { ticket: 'OPS-4', nested: { a: 1 } },
  detail: {
    steps: [{ stepNumber: 1, status: 'completed', waitsFor: [] }, 'rubbish', { stepNumber: 'x' }],
    subagents: [
      { agentId: 'child', parentAgentId: 'root' },
      { agentId: 'root' },
      { agentId: 'orphan', parentAgentId: 'gone' },
      { agentId: 'loop1', parentAgentId: 'loop2' },
      { agentId: 'loop2', parentAgentId: 'loop1' },
    ],
  },
});

test('a detail is read field by field', () => {
  expect(detail?.steps.map((step) => step.status)).toEqual(['completed', 'unknown']);
  expect(detail?.position).toBe('e:4');
  expect(decodeDetail({ detail: {} })).toBeUndefined();
});

test('subagents stand below their parents; orphans and circles are still shown, once', () => {
  const rows = treeOf(detail?.subagents ?? []);
  expect(rows.map(({ subagent, depth }) => `${depth} ${subagent.agentId}`)).toEqual([
    '0 root',
    '1 child',
    '0 orphan',
    '0 loop1',
    '1 loop2',
  ]);
});

test('only what is known is listed, metadata included', () => {
  const fields = new Map(detail && fieldsOf(detail.session));
  expect(fields.get('Tool calls')).toBe('4, 1 failed');
  expect(fields.get('ticket')).toBe('OPS-4');
  expect(fields.get('nested')).toBe('{"a":1}');
  expect(fields.has('User')).toBe(false);
});

import type { Subagent } from '../../protocol/detail';

export interface TreeRow {
  readonly subagent: Subagent;
  readonly depth: number;
}

/** Depth first, in the given order. A parent that is unknown, or a circle, counts as the session. */
export function treeOf(subagents: readonly Subagent[]): readonly TreeRow[] {
  const ids = new Set(subagents.map((subagent) => subagent.agentId));
  const placed = new Set<string>();
  const rows: TreeRow[] = [];
  const place = (subagent: Subagent, depth: number) => {
    if (placed.has(subagent.agentId)) return;
    placed.add(subagent.agentId);
    rows.push({ subagent, depth });
    for (const child of subagents) {
      if (child.parentAgentId === subagent.agentId) place(child, depth + 1);
    }
  };
  for (const subagent of subagents) {
    const parent = subagent.parentAgentId;
    if (parent === undefined || !ids.has(parent)) place(subagent, 0);
  }
  for (const subagent of subagents) place(subagent, 0);
  return rows;
}

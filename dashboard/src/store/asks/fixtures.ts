import { decodeAsk, type Ask } from '../../protocol/ask';
import type { JsonObject } from '../../protocol/json';

/** An approval that waits, unless `fields` say otherwise. For tests. */
export function askOf(fields: JsonObject = {}): Ask {
  const ask = decodeAsk({
    askId: 'a1',
    sessionId: 's1',
    kind: 'approval',
    status: 'open',
    answerable: true,
    toolName: 'Bash',
    toolInput: { command: 'npm test' },
    openedAt: '2026-11-23T08:00:00Z',
    ...fields,
  });
  if (ask === undefined) throw new Error('no ask');
  return ask;
}

import { formatCost, formatCount, formatDateTime, formatSpan } from '../../format/format';
import { oneLine } from '../../format/labels';
import type { Session } from '../../protocol/session';

const MAX_NAME = 60;
const MAX_METADATA = 300;

/** All that is known of a session, as pairs of a name and a text; what is unknown is left out. */
export function fieldsOf(session: Session): readonly (readonly [string, string])[] {
  const { usage, tools, steps } = session;
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['Id', session.id],
    ['Folder', session.cwd],
    ['Repository', session.repository],
    ['Branch', session.gitBranch],
    ['Machine', session.hostname],
    ['Platform', session.platform],
    ['User', session.user],
    ['Agent', joined(session.agent, session.agentVersion)],
    ['Model', session.model],
    ['Started', moment(session.startedAt)],
    ['Last event', moment(session.lastEventAt)],
    ['Ended', moment(session.endedAt)],
    ['End', session.endReason],
    ['Summary', session.summary],
    // Until then its header counts on; an age beside it would be another.
    ['Lasted', session.endedAt === undefined ? undefined : formatSpan(session.durationMs)],
    ['Waited for you', session.waitedMs === undefined ? undefined : formatSpan(session.waitedMs)],
    ['Tool calls', counted(tools.calls, tools.failures)],
    ['Steps', steps.total > 0 ? `${steps.done} of ${steps.total} done` : undefined],
    ['Input', tokens(usage.inputTokens)],
    ['Output', tokens(usage.outputTokens)],
    ['Cache read', tokens(usage.cacheReadTokens)],
    ['Cache write', tokens(usage.cacheWriteTokens)],
    ['Cost', usage.costUsd > 0 ? formatCost(usage.costUsd) : undefined],
    ['Labels', session.labels.join(', ')],
    ['Sequence', String(session.lastSequence)],
    ['Origin', session.inferred ? 'Its first event was not seen' : undefined],
    ...Object.entries(session.metadata).map(
      ([key, value]) => [oneLine(key, MAX_NAME), metadata(value)] as const,
    ),
  ];
  return pairs.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as const],
  );
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}

function moment(millis: number | undefined): string | undefined {
  return millis === undefined || millis === 0 ? undefined : formatDateTime(millis);
}

function counted(calls: number, failures: number): string | undefined {
  if (calls === 0) return undefined;
  return failures > 0 ? `${calls}, ${failures} failed` : String(calls);
}

function tokens(count: number): string | undefined {
  return count > 0 ? `${formatCount(count)} tokens` : undefined;
}

function metadata(value: unknown): string {
  return oneLine(typeof value === 'string' ? value : JSON.stringify(value), MAX_METADATA);
}

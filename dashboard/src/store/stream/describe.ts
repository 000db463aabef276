import { formatCost, formatCount } from '../../format/format';
import { endReason, oneLine } from '../../format/labels';
import { plainText } from '../../protocol/plainText';
import type { SessionEvent } from '../../protocol/event';
import { child, field, flag, isObject, number, text, type JsonObject } from '../../protocol/json';
import { decodeUsage } from '../../protocol/session';
import { commandName } from '../commands/words';
import type { Kind, Outcome, StreamRow } from './row';
import { toolLine } from './toolLine';

const MAX_LINE = 400;

type Description = Pick<StreamRow, 'kind' | 'title' | 'line' | 'outcome'>;

/**
 * Says in words what happened, from all events of one thing together. The events may come in any
 * order and any of them may be missing. `planned` is what a chain's plan said of this step.
 */
export function describe(events: readonly SessionEvent[], planned?: string): Description {
  const type = events[0]?.type ?? '';
  const name = type.slice(0, type.indexOf(':'));
  const all = merged(events);
  switch (name) {
    case 'message':
      return of('messages', speaker(type, all), words(all));
    case 'tool':
      return of('tools', text(all, 'toolName') ?? 'Tool', toolLine(all), toolOutcome(events));
    case 'step':
      return of(
        'steps',
        `Step ${number(all, 'stepNumber') ?? '?'}`,
        stepLine(all, planned),
        verb(events),
      );
    case 'chain':
      return of('steps', 'Chain', chainLine(all), chainOutcome(events, all));
    case 'agent':
      return of('agents', text(all, 'agentType') ?? 'Subagent', agentLine(all), verb(events));
    case 'interaction':
      return of('asks', askTitle(all), askLine(all), isAnswered(events) ? 'ok' : 'waiting');
    case 'command':
      return of(
        'orders',
        commandTitle(all),
        text(all, 'input') ?? text(all, 'reason'),
        verb(events),
      );
    case 'terminal':
      return of('terminal', text(all, 'stream') ?? 'output', terminalText(events));
    case 'file':
      return of('files', `File ${type.slice(5)}`, text(all, 'path'));
    case 'error':
      return of('problems', 'Error', reason(all, 'error'), 'failed');
    case 'warning':
      return of('problems', 'Warning', reason(all, 'warning'));
    case 'usage':
      return of('usage', 'Usage', usageLine(all));
    case 'session':
      return of('other', `Session ${type.slice(8)}`, sessionLine(type, all));
    default:
      return of('other', type, reason(all, 'message') ?? '');
  }
}

function of(kind: Kind, title: string, line = '', outcome: Outcome = 'none'): Description {
  return {
    kind,
    title: oneLine(title, 60),
    line: oneLine(plainText(line.slice(0, MAX_LINE * 4)), MAX_LINE),
    outcome,
  };
}

/** The fields of all events together; where two events have the same field, the first one counts. */
export function merged(events: readonly SessionEvent[]): JsonObject {
  const fields = new Map<string, unknown>();
  for (const { payload } of events) {
    for (const [key, value] of Object.entries(payload)) {
      if (value !== '' && !fields.has(key)) fields.set(key, value);
    }
  }
  return Object.fromEntries(fields);
}

/** Standard output as it came, for the line and for the block below it. */
export function terminalText(events: readonly SessionEvent[]): string {
  return events.map((event) => text(event.payload, 'output') ?? '').join('');
}

function speaker(type: string, all: JsonObject): string {
  if (flag(all, 'automatic')) return 'Automatic';
  if (type === 'message:user') return text(all, 'user') ?? 'User';
  if (type === 'message:assistant') return 'Assistant';
  return type;
}

/** What no person wrote comes in tags, for the model. */
function words(all: JsonObject): string | undefined {
  const written = text(all, 'text');
  return flag(all, 'automatic') ? written?.replace(/<\/?[\w-]+>/g, ' ').trim() : written;
}

function verb(events: readonly SessionEvent[]): Outcome {
  const types = events.map((event) => event.type);
  const ends = (...verbs: string[]) => types.some((type) => verbs.some((v) => type.endsWith(v)));
  if (ends(':failed', ':expired')) return 'failed';
  if (events.some((event) => field(event.payload, 'succeeded') === false)) return 'failed';
  if (ends(':completed', ':stopped', ':delivered', ':acknowledged', ':skipped')) return 'ok';
  return 'running';
}

function toolOutcome(events: readonly SessionEvent[]): Outcome {
  const outcome = verb(events);
  const isError = events.some((event) => flag(child(event.payload, 'output'), 'is_error'));
  return outcome === 'ok' && isError ? 'failed' : outcome;
}

function stepLine(all: JsonObject, planned: string | undefined): string {
  const action = text(all, 'action') ?? text(all, 'description') ?? planned;
  const parts = [action, text(all, 'error')];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function chainLine(all: JsonObject): string | undefined {
  return text(all, 'summary') ?? text(all, 'title') ?? text(all, 'chainId');
}

function chainOutcome(events: readonly SessionEvent[], all: JsonObject): Outcome {
  const status = text(all, 'overallStatus');
  if (status === undefined) return verb(events);
  return status === 'success' ? 'ok' : 'failed';
}

function agentLine(all: JsonObject): string | undefined {
  return text(all, 'description') ?? text(all, 'lastMessage') ?? text(all, 'agentId');
}

function isAnswered(events: readonly SessionEvent[]): boolean {
  return events.some((event) => event.type === 'interaction:input-received');
}

function commandTitle(all: JsonObject): string {
  const type = text(all, 'command') ?? 'Command';
  return type === 'input'
    ? 'Message'
    : commandName({ type, stepNumber: number(all, 'stepNumber') });
}

function askTitle(all: JsonObject): string {
  const kind = (text(all, 'kind') ?? text(all, 'promptType') ?? '').toLowerCase();
  if (/^(?:approval|permission|confirm)/.test(kind)) return 'Approval';
  return /^(?:question|choice|select)/.test(kind) ? 'Question' : 'Input';
}

function askLine(all: JsonObject): string {
  const question = text(all, 'question') ?? text(all, 'promptText') ?? toolLine(all);
  const answer = text(all, 'decision') ?? text(all, 'input');
  return answer === undefined ? question : `${question} → ${answer}`;
}

function usageLine(all: JsonObject): string {
  const { inputTokens, outputTokens, costUsd } = decodeUsage(all);
  const cost = costUsd > 0 ? ` · ${formatCost(costUsd)}` : '';
  return `${formatCount(inputTokens)} in · ${formatCount(outputTokens)} out${cost}`;
}

function reason(all: JsonObject, key: string): string | undefined {
  const value = field(all, key);
  return isObject(value) ? text(value, 'message') : text(all, key);
}

function sessionLine(type: string, all: JsonObject): string {
  const news = type === 'session:updated' ? ['model', 'gitBranch'] : [];
  const keys = ['lastMessage', 'summary', 'title', 'cwd', 'hostname', ...news];
  return [endReason(text(all, 'reason') ?? ''), ...keys.map((key) => text(all, key))]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

import { oneLine } from '../../format/labels';
import type { Ask } from '../../protocol/ask';
import { isObject } from '../../protocol/json';
import type { Card } from './asks.svelte';
import { rememberedText } from './remember';

const MAX_ANSWER = 300;

type Ended = Pick<Card, 'ask' | 'isOwn' | 'remembered'>;

/** How an ask ended, in parts for one line, each fact once: what, by whom, where, with what. */
export function outcomeOf({ ask, isOwn, remembered }: Ended): readonly string[] {
  const what = whatHappened(ask);
  const who = isOwn ? 'by you' : ask.by === undefined ? '' : `by ${ask.by}`;
  const parts = [`${what} ${who}`.trim()];
  if (ask.status === 'answered') {
    const where = isOwn ? '' : whereFrom(ask);
    parts.push(where, ask.message ?? '');
    if (!isOwn && ask.reason?.toLowerCase() !== `answered ${where}`) parts.push(ask.reason ?? '');
  }
  parts.push(...remembered.map((suggestion) => `remembered: ${rememberedText(suggestion)}`));
  return parts.filter((part, index) => part !== '' && parts.indexOf(part) === index);
}

function whatHappened(ask: Ask): string {
  switch (ask.status) {
    case 'answered':
      return answered(ask);
    case 'expired':
      return ask.reason ?? 'Nobody answered in time';
    case 'closed':
      return ask.reason ?? 'The agent waits no longer';
    case 'open':
      return 'No longer open';
  }
}

function answered(ask: Ask): string {
  if (ask.decision === 'allow' && ask.kind === 'approval') {
    return ask.updatedInput === undefined ? 'Allowed' : 'Allowed as changed';
  }
  if (ask.decision === 'deny') return ask.kind === 'approval' ? 'Denied' : 'Declined';
  const answer = answerText(ask.input);
  return answer === '' ? 'Answered' : `Answered “${answer}”`;
}

/** `"yes"`, or the answers to several questions. */
function answerText(input: unknown): string {
  const answers = isObject(input) ? Object.values(input) : [input];
  const texts = answers.flat().filter((answer) => typeof answer === 'string');
  return oneLine(texts.join(', '), MAX_ANSWER);
}

function whereFrom(ask: Ask): string {
  switch (ask.source ?? '') {
    case 'terminal':
      return 'in the terminal';
    case 'dashboard':
      return 'on another page';
    case 'api':
      return ask.by === undefined ? 'by a program' : 'through a program';
    default:
      return '';
  }
}

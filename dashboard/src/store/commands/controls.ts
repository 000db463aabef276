import type { Order } from '../../connection/control';
import type { Step } from '../../protocol/detail';
import type { Session } from '../../protocol/session';
import { agentName } from '../../format/labels';

/** What an agent that polls for commands can be told, as far as the hub knows. */
const POLLED = ['message', 'pause', 'cancel', 'abort', 'retry', 'skip'] as const;

/** What the session's agent can be told now. */
export function controlsOf(session: Session): ReadonlySet<string> {
  if (isOver(session)) return new Set();
  return new Set(session.controls ?? POLLED);
}

/** What it can be told of a step: to try again what failed, to leave out what is not done. */
export function stepOrders(session: Session, { status }: Step): readonly Order[] {
  const controls = controlsOf(session);
  const fitting: readonly Order[] = status === 'failed' ? ['retry', 'skip'] : ['skip'];
  const isDone = status === 'completed' || status === 'skipped';
  return isDone ? [] : fitting.filter((order) => controls.has(order));
}

/** Why it can be told nothing; the empty text when it can. */
export function whyNone(session: Session): string {
  const controls = controlsOf(session);
  if (['message', 'pause', 'cancel', 'abort'].some((word) => controls.has(word))) return '';
  if (isOver(session)) return 'The session has ended: there is nobody to tell anything.';
  const agent = session.agent === undefined ? 'This agent' : agentName(session.agent);
  const answers = controls.has('answer') ? ', but its questions can be answered' : '';
  return `${agent} cannot be told anything from outside${answers}.`;
}

function isOver({ state }: Session): boolean {
  return state === 'ended' || state === 'failed';
}

import type { Order } from '../../connection/control';
import type { Command } from '../../protocol/command';
import type { Step } from '../../protocol/detail';
import type { Session } from '../../protocol/session';
import { agentName } from '../../format/labels';

/** What an agent that polls for commands can be told, as far as the hub knows. */
const POLLED = ['message', 'pause', 'cancel', 'abort', 'retry', 'skip'] as const;

const OF_TURN: ReadonlySet<string> = new Set(['cancel', 'abort']);

/** What the session's agent can be told now. */
export function controlsOf(session: Session): ReadonlySet<string> {
  if (isOver(session)) return new Set();
  return new Set(session.controls ?? POLLED);
}

/** What there is to press now: an agent with hooks has no turn to stop while it is idle. */
export function offersOf(session: Session): ReadonlySet<string> {
  const isAtRest = session.state === 'idle' && session.controls !== undefined;
  const controls = [...controlsOf(session)];
  return new Set(isAtRest ? controls.filter((word) => !OF_TURN.has(word)) : controls);
}

/** Whether it has been told the same of this step, and has not done it yet. */
export function isToldOfStep(
  commands: readonly Command[],
  order: Order,
  { chainId, stepNumber }: Step,
): boolean {
  return commands.some(
    (command) =>
      command.type === order &&
      command.stepNumber === stepNumber &&
      (command.chainId ?? chainId) === chainId &&
      (command.status === 'queued' || command.status === 'delivered'),
  );
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

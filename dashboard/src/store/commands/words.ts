import type { Command } from '../../protocol/command';
import type { Session } from '../../protocol/session';

const MINUTE = 60_000;
/** How long a command that came to its end is still shown; one that did not is shown longer. */
const DONE_MILLIS = MINUTE;
const UNDONE_MILLIS = 10 * MINUTE;
const MAX_SHOWN = 4;

const NAMES: Readonly<Record<string, string>> = {
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel the turn',
  abort: 'Abort',
  retry: 'Retry',
  skip: 'Skip',
};

interface Named {
  readonly type: string;
  readonly stepNumber?: number | undefined;
}

export function commandName({ type, stepNumber }: Named): string {
  const name = Object.hasOwn(NAMES, type) ? (NAMES[type] ?? type) : type;
  return stepNumber === undefined ? name : `${name} step ${stepNumber}`;
}

export function isMessage(command: Command): boolean {
  return command.type === 'input';
}

/** The commands whose state still says something, newest first. */
export function toShow(commands: readonly Command[], now: number): readonly Command[] {
  return commands.filter((command) => isTelling(command, now)).slice(0, MAX_SHOWN);
}

function isTelling(command: Command, now: number): boolean {
  switch (command.status) {
    case 'acknowledged':
      return now - endOf(command) < DONE_MILLIS;
    case 'failed':
    case 'expired':
      return now - endOf(command) < UNDONE_MILLIS;
    default:
      return true;
  }
}

function endOf({ closedAt, deliveredAt, issuedAt }: Command): number {
  return closedAt ?? deliveredAt ?? issuedAt ?? 0;
}

/** What has really happened to a command, and what has not. */
export function commandState(command: Command, session: Session): string {
  const at = command.at === undefined ? '' : ` at ${command.at}`;
  switch (command.status) {
    case 'queued':
      return `queued, ${whenTaken(command, session)}`;
    case 'delivered':
      return isHeld(command, session) ? `held${at}` : `delivered${at}`;
    case 'acknowledged':
      return `acknowledged${at}`;
    case 'failed':
      return `failed: ${command.error ?? 'it did not say why'}`;
    case 'expired':
      return `expired: ${command.error ?? 'nobody took it'}`;
    default:
      return command.status;
  }
}

/** Only a hook that says where it holds the agent is known to hold it. */
function isHeld({ type, at }: Command, session: Session): boolean {
  return type === 'pause' && session.paused && at !== undefined;
}

/** An agent with hooks takes things where it calls them; another one asks when it likes. */
function whenTaken(command: Command, session: Session): string {
  if (session.controls === undefined) return 'until the agent asks for it';
  if (!isMessage(command)) return 'takes effect at its next tool call';
  return session.state === 'idle'
    ? 'the agent is about to be told'
    : 'it gets it at its next tool call, or at the end of its turn';
}

import { agentName, ASK_LABELS, oneLine, sessionTitle } from '../format/labels';
import type { Session } from '../protocol/session';
import { askPath, sessionPath } from '../routing/router.svelte';
import type { Card } from '../store/asks/asks.svelte';
import { wantedOf } from '../store/asks/wanted';
import { matches, parseFilter } from '../store/filter';

/** Something that a person wants to be called for. */
export interface Alert {
  /** The same for the same thing, in every tab. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  /** Where it is dealt with. */
  readonly path: string;
  /** Where it is already seen: the names of views. */
  readonly views: readonly string[];
  /** Whose row in the list of all sessions shows it, too. */
  readonly session: Session | undefined;
}

export const INBOX = 'inbox';
const LIST = 'list:';
const MAX_BODY = 200;

export function sessionView(id: string): string {
  return `session:${id}`;
}

/** The list of all sessions, filtered so. */
export function listView(query: string): string {
  return LIST + query;
}

/** Whether who has this view before them sees it. */
export function isSeenIn({ views, session }: Alert, view: string): boolean {
  if (views.includes(view)) return true;
  if (session === undefined || !view.startsWith(LIST)) return false;
  return matches(session, parseFilter(view.slice(LIST.length)));
}

export function askAlert({ ask }: Card, session: Session | undefined): Alert {
  const who = session?.agent === undefined ? 'An agent' : agentName(session.agent);
  const { command, fields } = wantedOf(ask);
  const what = command ?? ask.question ?? fields[0]?.text ?? '';
  const tool = ask.toolName === undefined || ask.isForm ? '' : `${ask.toolName} · `;
  const where = session === undefined ? '' : `\n${sessionTitle(session)}`;
  return {
    tag: `ask:${ask.askId}`,
    title: `${who} needs you: ${ASK_LABELS[ask.kind].toLowerCase()}`,
    body: oneLine(tool + what, MAX_BODY) + where,
    path: askPath(ask.askId),
    views: [INBOX, sessionView(ask.sessionId)],
    session,
  };
}

export function failureAlert(session: Session): Alert {
  return {
    tag: `failed:${session.id}:${session.stateSince}`,
    title: `${sessionTitle(session)} has failed`,
    body: oneLine(session.summary ?? session.endReason ?? '', MAX_BODY),
    path: sessionPath(session.id),
    views: [sessionView(session.id)],
    session,
  };
}

/** Tells what was not there before. What is there at the first look is not new. */
export class Newcomers {
  private known: ReadonlySet<string> | undefined;

  of(alerts: readonly Alert[]): readonly Alert[] {
    const known = this.known;
    this.known = new Set(alerts.map((alert) => alert.tag));
    return known === undefined ? [] : alerts.filter((alert) => !known.has(alert.tag));
  }
}
